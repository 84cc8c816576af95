import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LevelDistribution } from '../../../src/judges/judge';
import { FIVE_RATINGS } from '../../../src/quality/levels';
import { aggregate, typicalWindow } from '../../../src/scoring/aggregate';

const levels = FIVE_RATINGS.map(({ word }) => word);

function distribution(probabilities: readonly number[]): LevelDistribution {
  return { id: 'visual-quality', profile: 'q-save', levels, probabilities, unplaced: 0 };
}

describe('aggregate', () => {
  test('weights each window by its number of sampled frames', () => {
    const whole = aggregate([
      { sampledFrames: 30, distribution: distribution([1, 0, 0, 0, 0]) },
      { sampledFrames: 10, distribution: distribution([0, 0, 0, 0, 1]) },
    ]);
    expect(whole.probabilities).toEqual([0.75, 0, 0, 0, 0.25]);
    expect(whole.score).toBeCloseTo(2, 12);
    expect(whole.windowScores).toEqual([1, 5]);
  });

  test('gives a distribution that sums to 1, with a score between the lowest and the highest window', () => {
    const probabilities = fc
      .array(fc.integer({ min: 0, max: 100 }), { minLength: 5, maxLength: 5 })
      .filter((counts) => counts.some((count) => count > 0))
      .map((counts) => counts.map((count) => count / counts.reduce((a, b) => a + b)));
    const windows = fc.array(fc.tuple(fc.integer({ min: 1, max: 32 }), probabilities), { minLength: 1 });
    fc.assert(
      fc.property(windows, (list) => {
        const whole = aggregate(list.map(([sampledFrames, p]) => ({ sampledFrames, distribution: distribution(p) })));
        expect(whole.probabilities.reduce((a, b) => a + b)).toBeCloseTo(1, 9);
        expect(whole.score).toBeGreaterThanOrEqual(Math.min(...whole.windowScores) - 1e-9);
        expect(whole.score).toBeLessThanOrEqual(Math.max(...whole.windowScores) + 1e-9);
      }),
    );
  });

  test('takes the window whose score is nearest as typical, the earlier one on a tie', () => {
    const rest = { levels: FIVE_RATINGS, probabilities: [], score: 3, unplaced: 0 };
    expect(typicalWindow({ ...rest, windowScores: [1, 3.2, 2.9] })).toBe(2);
    expect(typicalWindow({ ...rest, windowScores: [2, 4] })).toBe(0);
  });
});
