import type { Random } from '../base/random';
import type { FigureId, Figures, Fits } from './figures';
import { FIGURE_IDS } from './figures';
import { countUp, mapNumbers } from './map-numbers';
import { RankedColumn } from './ranked-column';
import type { Weights } from './resample';
import { drawWeights } from './resample';
import type { Draw } from './weighted-figures';
import { weightedFigures } from './weighted-figures';

/** One method's predictions for all rows (NaN where it has none), with the curves fitted to the rows it has. */
export interface MethodColumn {
  readonly predicted: Float64Array;
  readonly fits: Fits;
}

/** So many resamples meet a method before the next one's columns push its own out of the processor's cache. */
const BLOCK = 8;

/**
 * All figures of all methods over resamples of the rows, some at a time, so that a caller can show progress and stop.
 * Every method meets the same resamples: the draws of two methods can be compared pair by pair (bootstrap.ts).
 */
export class FigureBootstrap {
  readonly #rows: number;
  readonly #random: Random;
  readonly #methods: readonly ((draws: readonly Draw[]) => Figures[])[];
  readonly #human: RankedColumn;
  readonly #values: readonly Record<FigureId, number[]>[];
  #draws = 0;

  /** `human` holds a finite number a row; the other columns are as long. */
  constructor(human: Float64Array, methods: readonly MethodColumn[], random: Random) {
    this.#rows = human.length;
    this.#random = random;
    this.#human = new RankedColumn(human);
    this.#methods = methods.map((method) => {
      const rows = countUp(human.length).filter((row) => !Number.isNaN(method.predicted[row]!));
      return rows.length === human.length ? complete(human, method, this.#human) : partial(human, method, rows);
    });
    this.#values = methods.map(() => emptyValues());
  }

  get draws(): number {
    return this.#draws;
  }

  /** Up to `most` more resamples, one small block. O(rows * methods) each. */
  draw(most: number): void {
    const block = Array.from({ length: Math.min(BLOCK, most) }, (_, i) => this.#next(this.#draws + i));
    this.#methods.forEach((evaluate, method) => {
      for (const figures of evaluate(block)) {
        for (const id of FIGURE_IDS) this.#values[method]![id].push(figures[id] ?? Number.NaN);
      }
    });
    this.#draws += block.length;
  }

  /** The figure of each draw so far, NaN where it did not exist. */
  values(method: number, figure: FigureId): readonly number[] {
    return this.#values[method]?.[figure] ?? [];
  }

  /** A draw is a function of its number, however many are taken at a time. */
  #next(index: number): Draw {
    const weights = new Uint8Array(this.#rows);
    drawWeights(this.#random.fork(index), weights);
    return ranked(weights, this.#rows, this.#human);
  }
}

function ranked(weights: Weights, total: number, column: RankedColumn): Draw {
  const humanByRow = new Int32Array(weights.length);
  return { weights, total, human: column.weigh(weights, total, humanByRow), humanByRow };
}

function complete(human: Float64Array, { predicted, fits }: MethodColumn, column: RankedColumn) {
  return weightedFigures(predicted, human, fits, { predicted: new RankedColumn(predicted), human: column });
}

/** A method that has no prediction for some rows: they are left out of each resample. */
function partial(human: Float64Array, { predicted, fits }: MethodColumn, rows: Uint32Array) {
  const [own, theirs] = [gather(predicted, rows), gather(human, rows)];
  const column = new RankedColumn(theirs);
  const evaluate = weightedFigures(own, theirs, fits, { predicted: new RankedColumn(own), human: column });
  return (draws: readonly Draw[]): Figures[] => evaluate(draws.map(({ weights }) => part(weights, rows, column)));
}

function part(weights: Weights, rows: Uint32Array, column: RankedColumn): Draw {
  const out = new Uint8Array(rows.length);
  let total = 0;
  for (let i = 0; i < rows.length; i++) total += out[i] = weights[rows[i]!]!;
  return ranked(out, total, column);
}

function gather(values: Float64Array, rows: Uint32Array): Float64Array {
  return mapNumbers(rows, (row) => values[row]!);
}

function emptyValues(): Record<FigureId, number[]> {
  return Object.fromEntries(FIGURE_IDS.map((id) => [id, []])) as unknown as Record<FigureId, number[]>;
}
