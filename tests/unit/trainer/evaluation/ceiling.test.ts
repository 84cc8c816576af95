import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/base/random';
import { srcc } from '../../../../src/statistics/srcc';
import { noiseCeiling } from '../../../../src/trainer/evaluation/ceiling';

describe("the ceiling that raters' noise sets", () => {
  it.each([0.3, 1, 2])('is what knowing the truth would score, raters scattering by %s points', (scatter) => {
    const random = createRandom(`ceiling/${scatter}`);
    const truth = Array.from({ length: 1500 }, () => random.normal());
    const ratings = truth.map((score) => Array.from({ length: 12 }, () => score + scatter * random.normal()));
    const means = ratings.map((panel) => panel.reduce((a, b) => a + b, 0) / panel.length);
    // Two standard errors of a correlation over so many clips.
    expect(Math.abs(noiseCeiling(ratings, createRandom(1))! - srcc(truth, means)!)).toBeLessThan(0.02);
  });

  it('is 1 where raters agree wholly', () => {
    expect(
      noiseCeiling(
        [1, 2, 3].map((score) => [score, score, score]),
        createRandom(1),
      ),
    ).toBeCloseTo(1, 12);
  });

  it('does not exist for a single rater, or where raters have nothing in common', () => {
    expect(noiseCeiling([[1], [2]], createRandom(1))).toBeUndefined();
    expect(
      noiseCeiling(
        [
          [1, 3],
          [2, 2],
          [3, 1],
        ],
        createRandom(1),
      ),
    ).toBeUndefined();
    expect(noiseCeiling([], createRandom(1))).toBeUndefined();
  });
});
