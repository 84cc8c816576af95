import type { Ratings } from './ratings';
import { meanRatings, ratingAt } from './ratings';

/** Quality estimates with the raters' biases removed. */
export interface UnbiasedRatings {
  /** One number per unit; NaN where nobody rated it. */
  readonly quality: Float64Array;
  /** The constant that each rater adds to every rating. */
  readonly bias: Float64Array;
  /** Standard deviation of each rater's residuals after quality and bias; small is consistent. */
  readonly inconsistency: Float64Array;
  readonly iterations: number;
}

/** Lower bound on a rater's inconsistency, which bounds the rater's weight. */
const LEAST_INCONSISTENCY = 1e-4;
/**
 * With fewer raters the likelihood has no maximum: quality converges to one rater's ratings, who then gets all the
 * weight. Use removeBias for such panels.
 */
export const FEWEST_FOR_PROJECTION = 6;
const LEAST_CHANGE = 1e-10;
const MAX_PROJECTIONS = 1000;

/**
 * The maximum-likelihood model of ITU-T P.910 (2022), annex E, by alternating projection: rating = quality of the unit
 * + bias of the rater + noise of the rater. Biases sum to zero over all ratings only as far as the panel is balanced.
 * Each iteration estimates bias, then inconsistency, then quality as the mean of corrected ratings, weighted by the
 * inverse variance of their rater.
 */
export function alternatingProjection(ratings: Ratings): UnbiasedRatings {
  let quality = meanRatings(ratings).mean;
  const bias = new Float64Array(ratings.raters);
  const inconsistency = new Float64Array(ratings.raters);
  let iterations = 0;
  for (let change = Infinity; change > LEAST_CHANGE && iterations < MAX_PROJECTIONS; iterations++) {
    for (let rater = 0; rater < ratings.raters; rater++) {
      const left = residuals(ratings, rater, quality);
      bias[rater] = left.reduce((sum, value) => sum + value, 0) / left.length;
      const squared = left.reduce((sum, value) => sum + (value - bias[rater]!) ** 2, 0);
      inconsistency[rater] = Math.sqrt(squared / left.length);
    }
    const weights = inconsistency.map((deviation) => 1 / Math.max(deviation, LEAST_INCONSISTENCY) ** 2);
    const next = weightedQuality(ratings, bias, weights);
    change = next.reduce((most, value, unit) => Math.max(most, Math.abs(value - quality[unit]!) || 0), 0);
    quality = next;
  }
  return { quality, bias, inconsistency, iterations };
}

/** Subject bias removal of ITU-T P.913 (12.4): each rater's mean difference from the MOS is subtracted once. */
export function removeBias(ratings: Ratings): UnbiasedRatings {
  const means = meanRatings(ratings).mean;
  const bias = new Float64Array(ratings.raters);
  const inconsistency = new Float64Array(ratings.raters);
  for (let rater = 0; rater < ratings.raters; rater++) {
    const left = residuals(ratings, rater, means);
    bias[rater] = left.reduce((sum, value) => sum + value, 0) / left.length;
    inconsistency[rater] = Math.sqrt(left.reduce((sum, value) => sum + (value - bias[rater]!) ** 2, 0) / left.length);
  }
  const equal = new Float64Array(ratings.raters).fill(1);
  return { quality: weightedQuality(ratings, bias, equal), bias, inconsistency, iterations: 1 };
}

function residuals(ratings: Ratings, rater: number, quality: Float64Array): number[] {
  const out: number[] = [];
  for (let unit = 0; unit < ratings.units; unit++) {
    const value = ratingAt(ratings, rater, unit);
    if (!Number.isNaN(value)) out.push(value - quality[unit]!);
  }
  return out;
}

function weightedQuality(ratings: Ratings, bias: Float64Array, weights: Float64Array): Float64Array {
  return Float64Array.from({ length: ratings.units }, (_, unit) => {
    let sum = 0;
    let total = 0;
    for (let rater = 0; rater < ratings.raters; rater++) {
      const value = ratingAt(ratings, rater, unit);
      if (Number.isNaN(value)) continue;
      sum += weights[rater]! * (value - bias[rater]!);
      total += weights[rater]!;
    }
    return sum / total;
  });
}
