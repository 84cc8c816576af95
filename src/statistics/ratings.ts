import { assert } from '../base';
import { mean as meanOf } from './mean';

/** Ratings of the same units (clips) by several raters. Row-major, one row per rater; NaN for a missing rating. */
export interface Ratings {
  readonly raters: number;
  readonly units: number;
  /** raters * units numbers: `values[rater * units + unit]`. */
  readonly values: Float64Array;
}

/** From rows of equal length, one per rater; null, undefined and NaN are missing ratings. */
export function ratingsOf(rows: readonly ArrayLike<number | null | undefined>[]): Ratings {
  const units = rows[0]?.length ?? 0;
  const values = new Float64Array(rows.length * units);
  rows.forEach((row, rater) => {
    assert(row.length === units, 'every rater has an entry for every unit');
    for (let unit = 0; unit < units; unit++) values[rater * units + unit] = row[unit] ?? Number.NaN;
  });
  return { raters: rows.length, units, values };
}

export function ratingAt({ units, values }: Ratings, rater: number, unit: number): number {
  return values[rater * units + unit]!;
}

/** The existing ratings of one unit. */
export function ratingsOfUnit(ratings: Ratings, unit: number): number[] {
  const out: number[] = [];
  for (let rater = 0; rater < ratings.raters; rater++) {
    const value = ratingAt(ratings, rater, unit);
    if (!Number.isNaN(value)) out.push(value);
  }
  return out;
}

/** Statistics over the raters of each unit; NaN where there are too few. */
export interface MeanRatings {
  /** Mean opinion score. */
  readonly mean: Float64Array;
  /** Variance with n - 1; NaN with fewer than two ratings. */
  readonly variance: Float64Array;
  readonly count: Uint32Array;
}

export function meanRatings(ratings: Ratings): MeanRatings {
  const mean = new Float64Array(ratings.units);
  const variance = new Float64Array(ratings.units);
  const count = new Uint32Array(ratings.units);
  for (let unit = 0; unit < ratings.units; unit++) {
    const given = ratingsOfUnit(ratings, unit);
    const average = meanOf(given);
    count[unit] = given.length;
    mean[unit] = average;
    variance[unit] =
      given.length < 2
        ? Number.NaN
        : given.reduce((sum, value) => sum + (value - average) ** 2, 0) / (given.length - 1);
  }
  return { mean, variance, count };
}

/** The ratings without those of some raters. */
export function withoutRaters(ratings: Ratings, dropped: readonly number[]): Ratings {
  const { units, values } = ratings;
  const kept = Array.from({ length: ratings.raters }, (_, rater) => rater).filter((rater) => !dropped.includes(rater));
  return ratingsOf(kept.map((rater) => values.subarray(rater * units, (rater + 1) * units)));
}
