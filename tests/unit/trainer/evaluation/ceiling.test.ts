import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/base/random';
import { srcc } from '../../../../src/statistics/srcc';
import { noiseCeiling } from '../../../../src/trainer/evaluation/ceiling';

describe('the noise ceiling', () => {
  it.each([0.3, 1, 2])('is the SRCC of the true scores, with a rater scatter of %s points', (scatter) => {
    const random = createRandom(`ceiling/${scatter}`);
    const truth = Array.from({ length: 1500 }, () => random.normal());
    const ratings = truth.map((score) => Array.from({ length: 12 }, () => score + scatter * random.normal()));
    const means = ratings.map((panel) => panel.reduce((a, b) => a + b, 0) / panel.length);
    // Two standard errors of a correlation over so many clips.
    expect(Math.abs(noiseCeiling(ratings, createRandom(1))! - srcc(truth, means)!)).toBeLessThan(0.02);
  });

  it('is 1 where raters agree completely', () => {
    expect(
      noiseCeiling(
        [1, 2, 3].map((score) => [score, score, score]),
        createRandom(1),
      ),
    ).toBeCloseTo(1, 12);
  });

  it('is undefined for a single rater, or where raters do not agree at all', () => {
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
