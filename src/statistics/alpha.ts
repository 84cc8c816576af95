import { denseRanks, midranks } from './dense';
import type { Ratings } from './ratings';
import { ratingsOfUnit } from './ratings';

/** How far apart two ratings are: equal or not; by the ratings that lie between them; by their squared difference. */
export type AlphaLevel = 'nominal' | 'ordinal' | 'interval';

/**
 * Krippendorff's alpha, 1 - observed / expected disagreement (Krippendorff 2011, with any number of raters and missing
 * ratings): 1 is full agreement, 0 what chance gives. Units with fewer than two ratings do not count. `undefined` where
 * there is nothing to disagree about: no unit with two ratings, or one value throughout. O(n log n).
 */
export function alpha(ratings: Ratings, level: AlphaLevel): number | undefined {
  const units: number[][] = [];
  for (let unit = 0; unit < ratings.units; unit++) {
    const said = ratingsOfUnit(ratings, unit);
    if (said.length >= 2) units.push(said);
  }
  const all = units.flat();
  if (all.length === 0) return undefined;
  const { group, sizes } = denseRanks(all);
  if (sizes.length < 2) return undefined;
  if (level === 'nominal') return nominal(units, group, sizes);
  // The ordinal distance of two values, the ratings between them and half of those at both ends, is the difference of
  // their mid-ranks: ordinal alpha is interval alpha of ranks.
  const shared = midranks(sizes);
  return interval(units, level === 'interval' ? Float64Array.from(all) : Float64Array.from(group, (g) => shared[g]!));
}

function nominal(units: readonly (readonly number[])[], group: Uint32Array, sizes: Uint32Array): number {
  const n = group.length;
  let at = 0;
  let observed = 0;
  for (const said of units) {
    const counts = new Map<number, number>();
    for (let i = 0; i < said.length; i++, at++) counts.set(group[at]!, (counts.get(group[at]!) ?? 0) + 1);
    let unequal = 0;
    for (const count of counts.values()) unequal += count * (said.length - count);
    observed += unequal / (said.length - 1);
  }
  let expected = 0;
  for (const size of sizes) expected += size * (n - size);
  return 1 - (observed * (n - 1)) / expected;
}

/** `values` are the units' ratings one after another. */
function interval(units: readonly (readonly number[])[], values: Float64Array): number {
  const n = values.length;
  let at = 0;
  let observed = 0;
  for (const said of units) {
    observed += squaredDifferences(values.subarray(at, at + said.length)) / (said.length - 1);
    at += said.length;
  }
  return 1 - (observed * (n - 1)) / squaredDifferences(values);
}

/** Over all ordered pairs: 2 n times the sum of squared distances to the mean. */
function squaredDifferences(values: Float64Array): number {
  let mean = 0;
  for (const value of values) mean += value / values.length;
  let sum = 0;
  for (const value of values) sum += (value - mean) ** 2;
  return 2 * values.length * sum;
}
