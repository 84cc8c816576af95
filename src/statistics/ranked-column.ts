import { assert } from '../base';
import type { DenseRanks } from './dense';
import { denseRanks } from './dense';
import type { Weights } from './resample';
import { LANES } from './resample';

/** Twice a centred rank takes 24 bits of a word beside the weight. */
export const MOST_ROWS = 2 ** 22;

/** The groups of equal values among the drawn rows of a resample, of t rows each. */
export interface Ties {
  /** Pairs of drawn rows that are tied. */
  readonly tied: number;
  /** Sum of t^3. */
  readonly cubes: number;
  /** Groups with at least one drawn row. */
  readonly distinct: number;
}

export interface HumanTies extends Ties {
  /** Over the drawn rows, the sum of how many others of the whole table each is tied with. */
  readonly beside: number;
}

/**
 * [row][LANES]: each row's weight in a resample in the low byte and, above it, twice its centred rank, a whole number:
 * one random access a row fetches both, for all resamples.
 */
export type WeightedRanks = Int32Array;

/** Sum of squared distances of n ranks to their mean where ties share ranks: (n^3 - sum of t^3) / 12. */
export function squaredRanks(n: number, { cubes }: Ties): number {
  return (n ** 3 - cubes) / 12;
}

/** The ties that a resample adds in every column: a row drawn twice is tied with itself. */
export function tiesOfWeights(weights: Weights): Ties {
  let tied = 0;
  let cubes = 0;
  let distinct = 0;
  for (let i = 0; i < weights.length; i++) {
    const w = weights[i]!;
    tied += w * (w - 1);
    cubes += w * w * w;
    if (w > 0) distinct++;
  }
  return { tied: tied / 2, cubes, distinct };
}

/**
 * A column whose ranks in a resample are computed from the rows' weights by one pass in its order, instead of sorting.
 * Ranks are centred on their mean. At most MOST_ROWS rows.
 */
export class RankedColumn {
  readonly ranks: DenseRanks;

  constructor(values: ArrayLike<number>) {
    assert(values.length <= MOST_ROWS, 'tables are refused beyond this length');
    this.ranks = denseRanks(values);
  }

  /** Writes the weight and the rank of each row in a resample of `total` rows to its lane of `byRow`. O(n). */
  weigh(weights: Weights, total: number, byRow: WeightedRanks, lane: number): HumanTies {
    const { order, sizes } = this.ranks;
    // Local variables: fields would be written to memory at every distinct value.
    let below = 0;
    let squares = 0;
    let cubes = 0;
    let distinct = 0;
    let beside = 0;
    let start = 0;
    for (let g = 0; g < sizes.length; g++) {
      const count = sizes[g]!;
      const end = start + count;
      let size = 0;
      for (let i = start; i < end; i++) size += weights[order[i]!]!;
      // Twice the distance of the mean of ranks below + 1 .. below + size from the mean of 1 .. total.
      const twice = (2 * below + size - total) << 8;
      for (let i = start; i < end; i++) byRow[order[i]! * LANES + lane] = twice | weights[order[i]!]!;
      squares += size * size;
      cubes += size * size * size;
      beside += size * (count - 1);
      if (size > 0) distinct++;
      below += size;
      start = end;
    }
    return { tied: (squares - total) / 2, cubes, distinct, beside };
  }
}
