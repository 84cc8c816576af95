import { placesFor } from '../base';
import type { DenseRanks } from './dense';
import type { HumanTies, RankedColumn, Ties } from './ranked-column';
import { tiesOfWeights } from './ranked-column';
import type { Weights } from './resample';
import { LANES } from './resample';
import { resampleKernels } from './resample-kernels';

const WORD = Int32Array.BYTES_PER_ELEMENT;

/** A resample with its ties. */
export interface WalkedDraw {
  readonly weights: Weights;
  /** Rows drawn. */
  readonly total: number;
  /** Among the human scores. */
  readonly ties: HumanTies;
  /** Of the rows themselves. */
  readonly own: Ties;
}

/** A column's sum of rank products with the human column, and its ties, in a resample. */
export interface WalkedColumn extends Ties {
  /** Sum over the drawn rows of the products of both centred ranks. */
  readonly products: number;
}

/**
 * Up to LANES resamples, prepared for a pass in the order of any column of the same table. They are stored in the
 * kernels' memory, so a thread has only one instance at a time.
 */
export class RankWalk {
  readonly draws: readonly WalkedDraw[];
  readonly #kernels = resampleKernels();
  readonly #orderAt: number;
  readonly #sizesAt: number;
  readonly #rankedAt: number;
  readonly #totalsAt: number;

  constructor(human: RankedColumn, draws: readonly Weights[]) {
    const rows = human.ranks.order.length;
    const bytes = [rows * WORD, rows * WORD, LANES * rows * WORD, LANES * WORD];
    const [order, sizes, ranked, totals] = placesFor(this.#kernels, bytes);
    this.#orderAt = order!;
    this.#sizesAt = sizes!;
    this.#rankedAt = ranked!;
    this.#totalsAt = totals!;
    const byRow = new Int32Array(this.#kernels.memory.buffer, this.#rankedAt, LANES * rows);
    // A lane without a resample has weights of zero.
    if (draws.length < LANES) byRow.fill(0);
    this.draws = draws.map((weights, lane) => {
      let total = 0;
      for (let row = 0; row < weights.length; row++) total += weights[row]!;
      return { weights, total, ties: human.weigh(weights, total, byRow, lane), own: tiesOfWeights(weights) };
    });
    const drawn = new Int32Array(this.#kernels.memory.buffer, this.#totalsAt, LANES).fill(0);
    this.draws.forEach(({ total }, lane) => (drawn[lane] = total));
  }

  /** Walks the rows in this order, for each resample. O(n). */
  along({ order, sizes }: DenseRanks): WalkedColumn[] {
    const { memory, found } = this.#kernels;
    new Uint32Array(memory.buffer, this.#orderAt, order.length).set(order);
    new Uint32Array(memory.buffer, this.#sizesAt, sizes.length).set(sizes);
    this.#kernels.walk(this.#orderAt, this.#sizesAt, sizes.length, this.#rankedAt, this.#totalsAt);
    const at = (metric: number): Float64Array =>
      new Float64Array(memory.buffer, found.value + metric * LANES * Float64Array.BYTES_PER_ELEMENT, LANES);
    const [products, squares, cubes, distinct] = [at(0), at(1), at(2), at(3)];
    return this.draws.map(({ own }, lane) => ({
      products: products[lane]! / 4,
      tied: own.tied + squares[lane]! / 2,
      cubes: own.cubes + cubes[lane]!,
      distinct: own.distinct + distinct[lane]!,
    }));
  }
}
