import type { Ratings } from './ratings';
import { ratingsOfUnit } from './ratings';

/** Ratings lie on half steps: a difference of exactly the tolerance must not fail by a rounding error. */
const ROUNDING = 1e-9;

/**
 * Fraction of pairs of raters of the same unit who differ by at most `tolerance` (inclusive), in 0..1: the relaxed match
 * of paper ASO, B.1 and table 3. `undefined` where no unit has two ratings.
 */
export function relaxedMatch(ratings: Ratings, tolerance = 1): number | undefined {
  let pairs = 0;
  let close = 0;
  for (let unit = 0; unit < ratings.units; unit++) {
    const said = ratingsOfUnit(ratings, unit);
    for (let i = 1; i < said.length; i++) {
      for (let j = 0; j < i; j++) {
        pairs++;
        if (Math.abs(said[i]! - said[j]!) <= tolerance + ROUNDING) close++;
      }
    }
  }
  return pairs === 0 ? undefined : close / pairs;
}
