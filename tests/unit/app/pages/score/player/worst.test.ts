import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { qualityRows } from '../../../../../../src/app/pages/score/player/frame-scores';
import type { QualityRow } from '../../../../../../src/app/pages/score/player/frame-scores';
import { neighbour, worstFrames } from '../../../../../../src/app/pages/score/player/worst';
import { sampleReport } from '../../../sample-report';

const row = (values: readonly number[], id: QualityRow['id'] = 'clarity-quality'): QualityRow => ({
  id,
  name: id,
  score: 3,
  values,
});

describe('scores per sampled frame', () => {
  it('is that of the report until windows were scored on their own', () => {
    expect(qualityRows(sampleReport(), ['q-save'], undefined)).toMatchObject([
      { id: 'visual-quality', score: 3.7, values: [3.7, 3.7, 3.7] },
    ]);
  });

  it('is the mean of the windows that contain the frame', () => {
    const windows = [
      { first: 0, count: 2, start: 0, end: 0.125, scores: { 'visual-quality': 2 } },
      { first: 1, count: 2, start: 0.125, end: 0.25, scores: { 'visual-quality': 4 } },
    ];
    const [judged] = qualityRows(sampleReport(), ['q-save'], { kind: 'windows', sampledFrames: 2, step: 1, windows });
    expect(judged!.values).toEqual([2, 3, 4]);
  });

  it('leaves out what was not judged and what is of another profile', () => {
    expect(qualityRows(sampleReport(), ['ultravqa'], undefined)).toEqual([]);
    expect(qualityRows(sampleReport(), ['q-save'], undefined).map(({ id }) => id)).toEqual(['visual-quality']);
  });
});

describe('the worst sampled frames', () => {
  it('are the middles of the valleys, in time order', () => {
    const values = [4, 4, 4, 2, 2, 2, 4, 4, 4, 4, 4, 4, 4, 3, 3, 3, 4, 4, 4, 4];
    expect(worstFrames([row(values)], 4)).toMatchObject([
      { place: 4, score: 2, drop: 2 },
      { place: 14, score: 3, drop: 1 },
    ]);
  });

  it('are none where a clip is even, however bad it is', () => {
    expect(worstFrames([row([1.2, 1.2, 1.3, 1.2, 1.1])], 4)).toEqual([]);
    expect(worstFrames([row([])], 4)).toEqual([]);
  });

  it('name each stretch once, by the dimension that falls furthest', () => {
    const clarity = row([4, 4, 4, 3, 4, 4, 4]);
    const motion = row([4, 4, 1, 4, 4, 4, 4], 'motion-quality');
    expect(worstFrames([clarity, motion], 4)).toMatchObject([{ place: 2, id: 'motion-quality' }]);
  });

  it('are apart from each other and below the median, for any values', () => {
    const values = fc.array(fc.double({ min: 1, max: 5, noNaN: true }), { maxLength: 60 });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 9 }), (given, apart) => {
        const worst = worstFrames([row(given)], apart);
        worst.forEach(({ place, drop, score }, i) => {
          expect(score).toBe(given[place]);
          expect(drop).toBeGreaterThanOrEqual(0.25);
          if (i > 0) expect(place - worst[i - 1]!.place).toBeGreaterThanOrEqual(apart);
        });
      }),
    );
  });

  it('are walked one way and the other, round the ends', () => {
    const worst = worstFrames([row([4, 1, 4, 4, 4, 4, 2, 4])], 4);
    const go = (from: number | undefined, by: 1 | -1) => neighbour(worst, from, by)?.place;
    expect([go(undefined, 1), go(1, 1), go(6, 1), go(undefined, -1), go(6, -1), go(0, -1)]).toEqual([1, 6, 1, 6, 1, 6]);
    expect(neighbour([], 3, 1)).toBeUndefined();
  });
});
