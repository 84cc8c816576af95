import { assert } from '../base/assert';
import type { DenseRanks } from './dense';
import { denseRanks } from './dense';
import type { Weights } from './resample';

/** A twice-centred rank takes 24 bits of a word beside the weight. */
export const MOST_ROWS = 2 ** 22;

/** What the ranks of one column come to in one resample. */
export interface ResampledRanks {
  /** Sum over the resample of squared ranks, less the mean rank. */
  readonly squares: number;
  /** Pairs of drawn rows that are tied. */
  readonly tied: number;
  /** Distinct numbers that were drawn. */
  readonly distinct: number;
}

/**
 * Each row's weight in the low byte and, above it, twice its centred rank, a whole number: one random access a row
 * fetches both.
 */
export type WeightedRanks = Int32Array;

/**
 * A column whose ranks in a resample follow from how often each row was drawn: one walk in its order replaces sorting.
 * Ranks are centred on their mean. Holds at most MOST_ROWS.
 */
export class RankedColumn {
  readonly ranks: DenseRanks;

  constructor(values: ArrayLike<number>) {
    assert(values.length <= MOST_ROWS, 'tables are refused beyond this length');
    this.ranks = denseRanks(values);
  }

  /** Ranks of a resample of `total` rows, written for each row to `byRow`. O(n). */
  weigh(weights: Weights, total: number, byRow: WeightedRanks): ResampledRanks {
    const { order, sizes } = this.ranks;
    for (let i = 0; i < weights.length; i++) byRow[i] = weights[i]!;
    const summary = this.weighAgainst(total, byRow);
    let below = 0;
    let start = 0;
    for (let g = 0; g < sizes.length; g++) {
      const end = start + sizes[g]!;
      let size = 0;
      for (let i = start; i < end; i++) size += weights[order[i]!]!;
      const twice = 2 * below + size - total;
      for (let i = start; i < end; i++) byRow[order[i]!]! |= twice << 8;
      below += size;
      start = end;
    }
    return summary;
  }

  /** The same for this column, and the sum of products of its ranks with those of another. O(n). */
  weighAgainst(total: number, other: WeightedRanks): ResampledRanks & { readonly products: number } {
    const { order, sizes } = this.ranks;
    // All local: a field would go through memory at every distinct number.
    let below = 0;
    let squares = 0;
    let tied = 0;
    let distinct = 0;
    let products = 0;
    let start = 0;
    for (let g = 0; g < sizes.length; g++) {
      const end = start + sizes[g]!;
      let size = 0;
      let partner = 0;
      for (let i = start; i < end; i++) {
        const packed = other[order[i]!]!;
        const w = packed & 255;
        size += w;
        partner += w * (packed >> 8);
      }
      start = end;
      // Ranks below + 1 .. below + size, whose mean lies this far from the mean of 1 .. total.
      const rank = below + (size - total) / 2;
      squares += size * rank * rank;
      tied += (size * (size - 1)) / 2;
      products += (rank * partner) / 2;
      if (size > 0) distinct++;
      below += size;
    }
    return { squares, tied, distinct, products };
  }
}
