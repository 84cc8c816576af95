import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Side } from '../../../../../../src/app/pages/score/compare/differences';
import { differencesOf, weigh } from '../../../../../../src/app/pages/score/compare/differences';
import { defined } from '../../../../../../src/base/assert';
import { signed } from '../../../../../../src/app/pages/score/compare/difference-list';
import { pictureAt, placeAt } from '../../../../../../src/app/pages/score/compare/together';
import { comparedCurvesChart, curvesDomain, valueAt } from '../../../../../../src/charts/compared-curves';
import { comparedLevelsChart } from '../../../../../../src/charts/compared-levels';
import { curvesOf } from '../../../../../../src/app/pages/score/compare/curves';
import { sampleReport } from '../../../sample-report';

const first = sampleReport();
const [judged, unjudged] = first.dimensions;
const second = sampleReport({
  video: 'other.mp4',
  dimensions: [
    { ...judged!, score: 2.2, spread: 0.48, rating: 'Poor', probabilities: [0.1, 0.6, 0.3, 0, 0], windowScores: [2.2] },
    unjudged!,
  ],
});

describe('differences of two reports', () => {
  const [difference, ...others] = differencesOf(first, second, ['q-save']);

  test('are those of the dimensions that both were judged in, second less first', () => {
    expect(others).toEqual([]);
    expect(difference).toMatchObject({ id: 'visual-quality', first: { score: 3.7 }, second: { score: 2.2 } });
    expect(difference!.change).toBeCloseTo(-1.5, 12);
    expect(differencesOf(first, second, ['ultravqa'])).toEqual([]);
  });

  test('carry the spread of both distributions and what they have in common', () => {
    expect(difference!.spread).toBeCloseTo(Math.sqrt(0.64 ** 2 + 0.48 ** 2), 12);
    expect(difference!.overlap).toBeCloseTo(0.05 + 0.25, 12);
  });

  test('turn their sign when the clips change places', () => {
    const [turned] = differencesOf(second, first, ['q-save']);
    expect(turned!.change).toBeCloseTo(-difference!.change, 12);
    expect(turned!.spread).toBe(difference!.spread);
  });

  test('are compared with the combined standard deviation', () => {
    expect(weigh({ change: 0.001, spread: 1 })).toBe('the same');
    expect(weigh({ change: -1.5, spread: 0.8 })).toMatch(/^worse, by more/);
    expect(weigh({ change: 0.6, spread: 0.8 })).toMatch(/^better, within/);
    expect(weigh({ change: 0.1, spread: 0.8 })).toMatch(/^slightly better/);
    expect([signed(-1.5), signed(0.25), signed(-0.001)]).toEqual(['−1.50', '+0.25', '0.00']);
  });
});

describe('two clips at the same instant', () => {
  test('show the last frame that has begun, whatever their rates', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 16 }),
        fc.integer({ min: 0, max: 200 }),
        (count, rate, at) => {
          const frames = Array.from({ length: count }, (_, i) => ({ instant: i / rate }));
          const place = placeAt(frames, at / 8);
          expect(frames[place]!.instant).toBeLessThanOrEqual(at / 8 + 1e-6);
          if (place + 1 < count) expect(frames[place + 1]!.instant).toBeGreaterThan(at / 8);
        },
      ),
    );
  });

  test('fall back on the picture before where one was left out', () => {
    const picture = { url: 'a', columns: 1, rows: 1, cell: 0 };
    const frames = [{ index: 4 }, { index: 5 }, { index: 6 }];
    expect(pictureAt(new Map([[4, picture]]), frames, 2)).toBe(picture);
    expect(pictureAt(new Map([[6, picture]]), frames, 1)).toBeUndefined();
  });
});

describe('the charts of a comparison', () => {
  test('describe both distributions of a level', () => {
    const difference = defined(differencesOf(first, second, ['q-save'])[0], 'the difference');
    const { name, levels, first: one, second: other } = difference;
    const side = (video: string, { probabilities, score }: Side) => ({ video, probabilities, mean: score });
    const chart = comparedLevelsChart({ name, levels, first: side('a', one), second: side('b', other) });
    expect(chart.marks).toBe(5);
    expect(chart.describe(1).replaceAll('\u00a0', ' ')).toBe('Poor (2): 5 % first, 60 % second');
    expect(chart.table[2]).toEqual(['Poor', 2, 0.05, 0.6]);
  });

  test('cover the instants of the longer clip with both values', () => {
    const names = { first: 'a', second: 'b' };
    const short = sampleReport({
      slowfast: { ...second.slowfast, frames: second.slowfast.frames.slice(0, 1) },
      dimensions: second.dimensions,
    });
    const data = curvesOf(short, first, ['q-save'], undefined, undefined, names);
    expect(data.instants).toEqual([0, 0.125, 0.25]);
    const chart = comparedCurvesChart(data);
    expect(chart.describe(2)).toContain('Visual quality 2.20 and 3.70');
    expect(valueAt([[1, 4]], 0.5)).toBeNaN();
    expect(curvesDomain(data)).toEqual([2, 4]);
    expect(curvesDomain({ ...data, rows: [] })).toEqual([1, 5]);
  });
});
