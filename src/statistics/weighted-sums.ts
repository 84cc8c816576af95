import { placesFor } from '../base';
import type { Weights } from './resample';
import { LANES } from './resample';
import { resampleKernels } from './resample-kernels';

/** Columns of one length to sum over resamples. */
export interface Summands {
  /** For each pair (x, y) the sums of x, of x x and of x y. */
  readonly pairs: readonly (readonly [x: Float64Array, y: Float64Array])[];
  /** Of each column its sum. */
  readonly columns: readonly Float64Array[];
}

export const SUMS_PER_PAIR = 3;
const DOUBLE = Float64Array.BYTES_PER_ELEMENT;

/**
 * For each resample the sums of the pairs, three each, then those of the columns: the product of the matrix of weights
 * with that of the columns, O(n) per sum. A tile of a column serves all resamples before the next tile is loaded.
 */
export function weightedSums({ pairs, columns }: Summands, draws: readonly Weights[]): Float64Array[] {
  const rows = draws[0]?.length ?? 0;
  const first = SUMS_PER_PAIR * pairs.length;
  const scratch = new Scratch(draws, first + columns.length + (columns.length % 2));
  for (let from = 0; from < rows; from += scratch.tileRows) {
    scratch.begin(from, Math.min(from + scratch.tileRows, rows));
    pairs.forEach(([x, y], i) => scratch.addPair(x, y, SUMS_PER_PAIR * i));
    for (let i = 0; i < columns.length; i += 2) {
      // A last odd column is paired with itself.
      scratch.addColumns(columns[i]!, columns[i + 1] ?? columns[i]!, first + i);
    }
  }
  return scratch.sums(first + columns.length);
}

/** The kernels' memory: a tile of two columns, the weights of all resamples in it, and the sums so far. */
class Scratch {
  readonly tileRows: number;
  readonly #kernels = resampleKernels();
  readonly #draws: readonly Weights[];
  readonly #quads: number;
  readonly #count: number;
  readonly #doubles: Float64Array;
  readonly #weightsAt: number;
  readonly #sumsAt: number;
  readonly #columnsAt: number;
  #from = 0;
  #to = 0;

  constructor(draws: readonly Weights[], count: number) {
    const { TILE_ROWS, tileColumns, memory } = this.#kernels;
    this.tileRows = TILE_ROWS.value;
    this.#draws = draws;
    this.#count = count;
    this.#quads = Math.ceil(draws.length / LANES);
    const lanes = this.#quads * LANES;
    const [weights, sums] = placesFor(this.#kernels, [lanes * this.tileRows * DOUBLE, lanes * count * DOUBLE]);
    this.#doubles = new Float64Array(memory.buffer);
    this.#columnsAt = tileColumns.value / DOUBLE;
    this.#weightsAt = weights! / DOUBLE;
    this.#sumsAt = sums! / DOUBLE;
    // Also the weights: a lane without a resample has weights of zero.
    this.#doubles.fill(0, this.#weightsAt, this.#sumsAt + lanes * count);
  }

  /** Loads the weights of rows `from` to `to`. */
  begin(from: number, to: number): void {
    this.#from = from;
    this.#to = to;
    const doubles = this.#doubles;
    this.#draws.forEach((weights, draw) => {
      let at = this.#weightsAt + Math.floor(draw / LANES) * this.tileRows * LANES + (draw % LANES);
      // Converted once for all columns: a conversion at every use would cost as much as the sums.
      for (let row = from; row < to; row++) {
        doubles[at] = weights[row]!;
        at += LANES;
      }
    });
  }

  addPair(x: Float64Array, y: Float64Array, at: number): void {
    this.#fetch(x, y);
    this.#eachQuad(at, (rows, weights, sums) => this.#kernels.addPair(rows, weights, sums));
  }

  addColumns(x: Float64Array, y: Float64Array, at: number): void {
    this.#fetch(x, y);
    this.#eachQuad(at, (rows, weights, sums) => this.#kernels.addColumns(rows, weights, sums));
  }

  /** The first `count` sums of each resample. */
  sums(count: number): Float64Array[] {
    return this.#draws.map((_, draw) => {
      const at = this.#sumsOf(Math.floor(draw / LANES), 0) + (draw % LANES);
      return Float64Array.from({ length: count }, (_, sum) => this.#doubles[at + sum * LANES]!);
    });
  }

  #fetch(x: Float64Array, y: Float64Array): void {
    this.#doubles.set(x.subarray(this.#from, this.#to), this.#columnsAt);
    this.#doubles.set(y.subarray(this.#from, this.#to), this.#columnsAt + this.tileRows);
  }

  #eachQuad(at: number, add: (rows: number, weights: number, sums: number) => void): void {
    for (let quad = 0; quad < this.#quads; quad++) {
      const weights = this.#weightsAt + quad * this.tileRows * LANES;
      add(this.#to - this.#from, weights * DOUBLE, this.#sumsOf(quad, at) * DOUBLE);
    }
  }

  #sumsOf(quad: number, sum: number): number {
    return this.#sumsAt + (quad * this.#count + sum) * LANES;
  }
}
