import { ROUNDING } from './accuracy';
import type { Ratings } from './ratings';
import { ratingsOfUnit } from './ratings';

/** In score points (paper ASO, B.1). */
const TOLERANCE = 1;

/** Numbers of pairs of ratings of each unit, and of those pairs that are close. */
export interface ClosePairs {
  readonly close: Float64Array;
  readonly pairs: Float64Array;
}

/** Counts the pairs of each unit. Ratings that differ by at most one point are close. */
export function closePairs(ratings: Ratings): ClosePairs {
  const close = new Float64Array(ratings.units);
  const pairs = new Float64Array(ratings.units);
  for (let unit = 0; unit < ratings.units; unit++) {
    const given = ratingsOfUnit(ratings, unit);
    for (let i = 1; i < given.length; i++) {
      for (let j = 0; j < i; j++) {
        pairs[unit]!++;
        if (Math.abs(given[i]! - given[j]!) <= TOLERANCE + ROUNDING) close[unit]!++;
      }
    }
  }
  return { close, pairs };
}

/**
 * The relaxed match of paper ASO, B.1 and table 3: the fraction of pairs of ratings that differ by at most one point.
 * Unit u counts `weights[u]` times. `undefined` where no unit has two ratings.
 */
export function relaxedMatch({ close, pairs }: ClosePairs, weights?: ArrayLike<number>): number | undefined {
  let all = 0;
  let hits = 0;
  for (let unit = 0; unit < pairs.length; unit++) {
    const weight = weights === undefined ? 1 : weights[unit]!;
    all += weight * pairs[unit]!;
    hits += weight * close[unit]!;
  }
  return all === 0 ? undefined : hits / all;
}
