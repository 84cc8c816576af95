import { describe, expect, it } from 'vitest';
import { fileStem } from '../../../src/charts/chart';
import { chartCsv } from '../../../src/charts/export';
import type { LevelDistribution } from '../../../src/charts/level-distribution';
import { levelDistributionChart, levelScales } from '../../../src/charts/level-distribution';
import {
  curveScales,
  describeSimilarityCurve,
  nearestFrame,
  similarityCurveChart,
} from '../../../src/charts/similarity-curve';
import { distributionOf } from '../../../src/app/pages/score/report/dimension-row';
import { NINE_LEVELS } from '../../../src/quality/levels';
import { sampleReport } from './sample-report';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');
const five = distributionOf(sampleReport().dimensions[0]!, 'clip.mp4')!;
const nine: LevelDistribution = {
  ...five,
  levels: NINE_LEVELS,
  probabilities: [0, 0, 0.02, 0.08, 0.2, 0.4, 0.25, 0.05, 0],
};
const curve = { video: 'clip.mp4', frames: sampleReport().slowfast.frames, threshold: 0.9 };

describe('the level distribution', () => {
  it('places five ratings and nine levels on one axis', () => {
    const [a, b] = [levelScales(five, 400, 84), levelScales(nine, 400, 84)];
    expect(a.x(3)).toBe(b.x(3));
    expect(a.x(1)).toBeLessThan(a.x(5));
    expect(a.bar).toBeGreaterThan(b.bar);
  });

  it('keeps neighbouring bars apart at every width', () => {
    for (const width of [160, 320, 900]) {
      const { x, bar } = levelScales(nine, width, 84);
      expect(bar).toBeLessThan(x(1.5) - x(1));
    }
  });

  it('draws a flat distribution low', () => {
    const flat = { ...five, probabilities: [0.2, 0.2, 0.2, 0.2, 0.2] };
    const { y } = levelScales(flat, 400, 84);
    expect(y(0) - y(0.2)).toBeLessThan((y(0) - y(0.4)) * 0.6);
  });

  it('summarises mean, rating, spread and the most probable level', () => {
    expect(plain(levelDistributionChart(five).summary)).toBe(
      'Mean 3.70 of 5, Good, spread 0.64. Most probable level: Good (4) with 65 %.',
    );
  });

  it('finds the bar under the pointer', () => {
    const chart = levelDistributionChart(nine);
    const { x } = levelScales(nine, 400, 84);
    for (const [j, level] of NINE_LEVELS.entries()) expect(chart.markAt(400, x(level.score) + 1)).toBe(j);
    expect(chart.markAt(400, -50)).toBe(0);
    expect(chart.markAt(400, 5000)).toBe(8);
    expect(plain(chart.describe(5))).toBe('Good (3.5): 40 %');
  });

  it('is absent for a dimension without a score', () => {
    expect(distributionOf(sampleReport().dimensions[1]!, 'clip.mp4')).toBeUndefined();
  });
});

describe('the similarity curve', () => {
  it('has an axis that holds the lowest frame and the threshold', () => {
    const { y } = curveScales(curve, 600, 180);
    const [bottom, top] = y.domain();
    expect(bottom).toBeLessThan(0.42);
    expect(top).toBe(1);
    const calm = curveScales({ ...curve, frames: [curve.frames[0]!], threshold: 0.2 }, 600, 180);
    expect(calm.y.domain()[0]).toBeLessThan(0.2);
  });

  it('has an axis even for a single frame and for none', () => {
    for (const frames of [[curve.frames[0]!], []]) {
      const { x, y } = curveScales({ ...curve, frames }, 600, 180);
      expect(x(0)).toBeLessThan(x(0.1));
      expect(Number.isFinite(y(1))).toBe(true);
    }
  });

  it('summarises the count of slow and fast frames and the lowest similarity', () => {
    expect(plain(describeSimilarityCurve(curve))).toBe(
      '2 slow and 1 fast frames at threshold 0.90. Lowest similarity 0.42 at 0.13 s.',
    );
    expect(describeSimilarityCurve({ ...curve, frames: [] })).toBe('No frame was sampled.');
  });

  it('finds the frame nearest to an instant', () => {
    expect([-1, 0.05, 0.07, 9].map((instant) => nearestFrame(curve.frames, instant))).toEqual([0, 0, 1, 2]);
    expect(nearestFrame([], 1)).toBe(0);
  });

  it('describes a repeated frame', () => {
    expect(plain(similarityCurveChart(curve).describe(2))).toBe(
      'Frame 3 at 0.25 s: fast, similarity 1.00, threshold 0.90, repeats the frame before',
    );
  });
});

describe('export', () => {
  it('writes the table as CSV', () => {
    expect(chartCsv(similarityCurveChart(curve)).split('\n').slice(0, 3)).toEqual([
      'frame,instant_seconds,pathway,similarity,repeated,threshold',
      '0,0,slow,1,0,0.9',
      '1,0.125,slow,0.42,0,0.9',
    ]);
  });

  it('writes an apostrophe before a cell that a spreadsheet would run as a formula', () => {
    const chart = { ...similarityCurveChart(curve), table: [['=1+1', 'a,b', -2]] };
    expect(chartCsv(chart)).toBe('\'=1+1,"a,b",-2\n');
  });

  it('makes file names of letters, digits and dashes', () => {
    expect(fileStem('Ünder the/sea (1).mp4', 'Motion quality')).toBe('ünder-the-sea-1-mp4-motion-quality');
    expect(fileStem('видео.mp4', 'levels')).toBe('видео-mp4-levels');
  });
});
