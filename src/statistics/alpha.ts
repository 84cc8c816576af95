import { denseRanks, midranks } from './dense';
import type { Ratings } from './ratings';
import { ratingsOfUnit } from './ratings';

/** The distance of two ratings: equal or not; by the number of ratings between them; by their squared difference. */
export const ALPHA_LEVELS = ['nominal', 'ordinal', 'interval'] as const;

export type AlphaLevel = (typeof ALPHA_LEVELS)[number];

export type Alphas = Readonly<Record<AlphaLevel, number | undefined>>;

/**
 * Krippendorff's alpha, 1 - observed / expected disagreement (Krippendorff 2011, with any number of raters and missing
 * ratings): 1 is full agreement, 0 is chance. Units with fewer than two ratings do not count. Prepared so that a
 * resample of the units costs one pass over their ratings.
 */
export class PairedUnits {
  /** Units with two or more ratings, and those ratings. */
  readonly units: number;
  readonly ratings: number;
  /** Where each unit's ratings begin; one more for the end. */
  readonly #starts: Uint32Array;
  /** The index of each rating among the distinct values, and those values. */
  readonly #group: Uint32Array;
  readonly #values: Float64Array;
  /** Disagreement inside each unit, over all ordered pairs, divided by the ratings but one. */
  readonly #nominal: Float64Array;
  readonly #interval: Float64Array;

  constructor(ratings: Ratings) {
    const paired: number[][] = [];
    for (let unit = 0; unit < ratings.units; unit++) {
      const given = ratingsOfUnit(ratings, unit);
      if (given.length >= 2) paired.push(given);
    }
    const all = paired.flat();
    const { group, sizes } = denseRanks(all);
    this.units = paired.length;
    this.ratings = all.length;
    this.#group = group;
    this.#values = new Float64Array(sizes.length);
    all.forEach((value, at) => (this.#values[group[at]!] = value));
    this.#starts = new Uint32Array(paired.length + 1);
    paired.forEach((given, unit) => (this.#starts[unit + 1] = this.#starts[unit]! + given.length));
    this.#nominal = Float64Array.from(paired, (given) => unequalPairs(given) / (given.length - 1));
    this.#interval = this.#disagreements(this.#values);
  }

  /**
   * Alpha at each level where unit u counts `weights[u]` times, once without weights. `undefined` where disagreement is
   * impossible: no unit with two ratings, or one value throughout. O(ratings).
   */
  alphas(weights?: ArrayLike<number>): Alphas {
    const sizes = this.#sizes(weights);
    const n = sizes.reduce((sum, size) => sum + size, 0);
    if (sizes.filter((size) => size > 0).length < 2) {
      return { nominal: undefined, ordinal: undefined, interval: undefined };
    }
    const weighted = (each: Float64Array): number =>
      weights === undefined
        ? each.reduce((sum, value) => sum + value, 0)
        : each.reduce((sum, value, unit) => sum + weights[unit]! * value, 0);
    const alpha = (observed: Float64Array, expected: number): number => 1 - (weighted(observed) * (n - 1)) / expected;
    // The ordinal distance of two values, the ratings between them and half of those at both ends, is the difference of
    // their mid-ranks: ordinal alpha is interval alpha of ranks.
    const ranks = midranks(sizes);
    return {
      nominal: alpha(
        this.#nominal,
        sizes.reduce((sum, size) => sum + size * (n - size), 0),
      ),
      ordinal: alpha(this.#disagreements(ranks), expectedOf(ranks, sizes, n)),
      interval: alpha(this.#interval, expectedOf(this.#values, sizes, n)),
    };
  }

  /** The number of ratings of each distinct value. */
  #sizes(weights: ArrayLike<number> | undefined): Float64Array {
    const sizes = new Float64Array(this.#values.length);
    for (let unit = 0; unit < this.units; unit++) {
      const weight = weights === undefined ? 1 : weights[unit]!;
      for (let i = this.#starts[unit]!; i < this.#starts[unit + 1]!; i++) sizes[this.#group[i]!]! += weight;
    }
    return sizes;
  }

  /** Squared differences inside each unit, with each distinct value replaced by its `place`, as in the fields above. */
  #disagreements(place: Float64Array): Float64Array {
    return Float64Array.from({ length: this.units }, (_, unit) => {
      const [from, to] = [this.#starts[unit]!, this.#starts[unit + 1]!];
      let mean = 0;
      for (let i = from; i < to; i++) mean += place[this.#group[i]!]! / (to - from);
      let sum = 0;
      for (let i = from; i < to; i++) sum += (place[this.#group[i]!]! - mean) ** 2;
      // Over all ordered pairs: 2 m times the sum of squared distances to the mean.
      return (2 * (to - from) * sum) / (to - from - 1);
    });
  }
}

function unequalPairs(given: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of given) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum + count * (given.length - count), 0);
}

/** Squared differences over all ordered pairs of ratings. */
function expectedOf(place: Float64Array, sizes: Float64Array, n: number): number {
  const mean = place.reduce((sum, value, g) => sum + value * sizes[g]!, 0) / n;
  return 2 * n * place.reduce((sum, value, g) => sum + sizes[g]! * (value - mean) ** 2, 0);
}
