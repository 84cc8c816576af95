import type { DenseRanks } from './dense';
import { denseRanks } from './dense';
import type { Weights } from './resample';

/**
 * A column whose ranks in a resample follow from how often each row was drawn: counting per distinct number replaces
 * sorting, O(n) a draw. Columns that take part in several comparisons are weighed once.
 */
export class RankedColumn {
  readonly ranks: DenseRanks;
  /** Rank of each distinct number in the resample last weighed, less the mean rank. */
  readonly centred: Float64Array;
  /** Sum over the resample of squared centred ranks. */
  squares = 0;
  /** Pairs of drawn rows that are tied. */
  tied = 0;
  /** Distinct numbers that were drawn. */
  distinct = 0;
  readonly #sizes: Uint32Array;

  constructor(values: ArrayLike<number>) {
    this.ranks = denseRanks(values);
    this.centred = new Float64Array(this.ranks.sizes.length);
    this.#sizes = new Uint32Array(this.ranks.sizes.length);
  }

  /** Takes over a resample of `total` rows. */
  weigh(weights: Weights, total: number): void {
    const { group } = this.ranks;
    const sizes = this.#sizes;
    const centred = this.centred;
    sizes.fill(0);
    for (let i = 0; i < weights.length; i++) sizes[group[i]!]! += weights[i]!;
    let below = 0;
    let squares = 0;
    let tied = 0;
    let distinct = 0;
    for (let g = 0; g < sizes.length; g++) {
      const size = sizes[g]!;
      if (size === 0) continue;
      const rank = below + (size - total) / 2;
      centred[g] = rank;
      squares += size * rank * rank;
      tied += (size * (size - 1)) / 2;
      distinct++;
      below += size;
    }
    this.squares = squares;
    this.tied = tied;
    this.distinct = distinct;
  }
}
