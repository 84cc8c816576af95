import { mean as meanOf } from './mean';
import type { Ratings } from './ratings';
import { ratingAt, ratingsOfUnit } from './ratings';

/** A rater is rejected who is outside the limits too often, and about equally often on both sides. */
const MOST_OUTSIDE = 0.05;
const MOST_ONE_SIDED = 0.3;

/**
 * The screening of observers of ITU-R BT.500 (annex 1, 2.3.1): per unit, ratings are outside beyond 2 standard
 * deviations of the mean where the kurtosis lies in 2..4 (near normal), else beyond sqrt(20). Returns the raters to
 * reject, in order. One round, as recommended. A one-sided rater is kept: that is bias (see subject-bias.ts).
 */
export function screenedOut(ratings: Ratings): number[] {
  const above = new Uint32Array(ratings.raters);
  const below = new Uint32Array(ratings.raters);
  const rated = new Uint32Array(ratings.raters);
  for (let unit = 0; unit < ratings.units; unit++) {
    const given = ratingsOfUnit(ratings, unit);
    const { mean, reach } = limits(given);
    for (let rater = 0; rater < ratings.raters; rater++) {
      const value = ratingAt(ratings, rater, unit);
      if (Number.isNaN(value)) continue;
      rated[rater]!++;
      if (value >= mean + reach) above[rater]!++;
      if (value <= mean - reach) below[rater]!++;
    }
  }
  return Array.from({ length: ratings.raters }, (_, rater) => rater).filter((rater) => {
    const [up, down] = [above[rater]!, below[rater]!];
    const outside = up + down;
    return (
      outside / Math.max(1, rated[rater]!) > MOST_OUTSIDE && Math.abs(up - down) / Math.max(1, outside) < MOST_ONE_SIDED
    );
  });
}

function limits(given: readonly number[]): { readonly mean: number; readonly reach: number } {
  const n = given.length;
  const mean = meanOf(given);
  const moment = (power: number): number => given.reduce((sum, value) => sum + (value - mean) ** power, 0) / n;
  const second = moment(2);
  // Equal ratings, or a single rater: nobody is outside.
  if (n < 2 || second === 0) return { mean, reach: Infinity };
  const kurtosis = moment(4) / second ** 2;
  const deviation = Math.sqrt((second * n) / (n - 1));
  return { mean, reach: (kurtosis >= 2 && kurtosis <= 4 ? 2 : Math.sqrt(20)) * deviation };
}
