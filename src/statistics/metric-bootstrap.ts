import { createRandom } from '../base';
import type { MappedPredictions } from './mapped-predictions';
import type { MetricId } from './metrics';
import { METRIC_IDS } from './metrics';
import { countUp, mapNumbers } from './map-numbers';
import type { Weights } from './resample';
import { drawWeights } from './resample';
import { WeightedMetrics } from './weighted-metrics';
import type { Grouping } from './weighted-group-means';
import { WeightedGroupMeans } from './weighted-group-means';

/** A table to resample, as plain data that can be handed to another thread. */
export interface BootstrapTable {
  readonly seed: string;
  /** A finite number a row. */
  readonly human: Float64Array;
  /** NaN where a method has no prediction. Every method gets the same resamples, so that two can be compared. */
  readonly methods: readonly MappedPredictions[];
  /** The generator of each row, where there are any. */
  readonly grouping: Grouping | undefined;
}

/** Metrics of consecutive draws: for each draw and method those over clips, then those over groups; NaN for none. */
export interface DrawnPart {
  readonly from: number;
  readonly count: number;
  readonly values: Float64Array;
}

const WIDTH = 2 * METRIC_IDS.length;
/** So many resamples go over a stretch of the columns while it is in the processor's cache. */
export const DRAWS_AT_ONCE = 8;

/**
 * All metrics of all methods over resamples of the rows. A draw is a pure function of the table and the draw's number, so
 * it does not matter who computes which and how many at a time.
 */
export class MetricBootstrap {
  readonly #table: BootstrapTable;
  readonly #panels: readonly Panel[];

  constructor(table: BootstrapTable) {
    this.#table = table;
    this.#panels = panelsOf(table);
  }

  /** Draws `from` to `from + count - 1`. O(rows * methods) each. */
  draw(from: number, count: number): DrawnPart {
    const { seed, human, methods } = this.#table;
    const random = createRandom(seed);
    const values = new Float64Array(count * methods.length * WIDTH);
    for (let start = 0; start < count; start += DRAWS_AT_ONCE) {
      const block = Array.from({ length: Math.min(DRAWS_AT_ONCE, count - start) }, (_, i) => {
        const weights = new Uint8Array(human.length);
        drawWeights(random.fork(from + start + i), weights);
        return weights;
      });
      for (const panel of this.#panels) {
        panel.write(block, (draw, method, at, value) => {
          values[((start + draw) * methods.length + method) * WIDTH + at] = value ?? Number.NaN;
        });
      }
    }
    return { from, count, values };
  }
}

/** The draws of one table, put together from parts in any order. */
export class BootstrapDraws {
  readonly #methods: number;
  readonly #draws: number;
  readonly #values: Float64Array;

  constructor(methods: number, draws: number) {
    this.#methods = methods;
    this.#draws = draws;
    this.#values = new Float64Array(methods * draws * WIDTH).fill(Number.NaN);
  }

  take({ from, values }: DrawnPart): void {
    this.#values.set(values, from * this.#methods * WIDTH);
  }

  /** A metric over clips, draw by draw; NaN where it did not exist. */
  values(method: number, metric: MetricId): Float64Array {
    return this.#column(method, METRIC_IDS.indexOf(metric));
  }

  /** The same over the means of generators. */
  groupValues(method: number, metric: MetricId): Float64Array {
    return this.#column(method, METRIC_IDS.length + METRIC_IDS.indexOf(metric));
  }

  #column(method: number, at: number): Float64Array {
    const out = new Float64Array(this.#draws);
    for (let draw = 0; draw < this.#draws; draw++) {
      out[draw] = this.#values[(draw * this.#methods + method) * WIDTH + at]!;
    }
    return out;
  }
}

type Write = (draw: number, method: number, at: number, value: number | undefined) => void;

/** Methods that score the same rows. Those without a prediction are left out of each resample. */
class Panel {
  readonly #methods: readonly number[];
  /** Undefined where they score all rows. */
  readonly #rows: Uint32Array | undefined;
  readonly #metrics: WeightedMetrics;
  readonly #groups: WeightedGroupMeans | undefined;

  constructor({ human, methods, grouping }: BootstrapTable, rows: Uint32Array, members: readonly number[]) {
    const all = rows.length === human.length;
    const take = (column: Float64Array): Float64Array => (all ? column : mapNumbers(rows, (row) => column[row]!));
    const own = members.map((member): MappedPredictions => {
      const { predicted, four, five } = methods[member]!;
      return { predicted: take(predicted), four: four && take(four), five: five && take(five) };
    });
    const rated = take(human);
    this.#methods = members;
    this.#rows = all ? undefined : rows;
    this.#metrics = new WeightedMetrics(rated, own);
    this.#groups =
      grouping &&
      new WeightedGroupMeans(rated, own, {
        group: rows.map((row) => grouping.group[row]!),
        groups: grouping.groups,
      });
  }

  write(drawn: readonly Weights[], put: Write): void {
    const rows = this.#rows;
    const block = rows === undefined ? drawn : drawn.map((weights) => Uint8Array.from(rows, (row) => weights[row]!));
    this.#metrics.of(block).forEach((ofMethods, draw) => {
      const ofGroups = this.#groups?.of(block[draw]!);
      ofMethods.forEach((metrics, i) => {
        const method = this.#methods[i]!;
        METRIC_IDS.forEach((id, at) => put(draw, method, at, metrics[id]));
        METRIC_IDS.forEach((id, at) => put(draw, method, METRIC_IDS.length + at, ofGroups?.[i]?.[id]));
      });
    });
  }
}

function panelsOf(table: BootstrapTable): Panel[] {
  const panels: { readonly rows: Uint32Array; readonly members: number[] }[] = [];
  table.methods.forEach(({ predicted }, method) => {
    const rows = countUp(table.human.length).filter((row) => !Number.isNaN(predicted[row]!));
    const same = panels.find((panel) => equal(panel.rows, rows));
    if (same === undefined) panels.push({ rows, members: [method] });
    else same.members.push(method);
  });
  return panels.map(({ rows, members }) => new Panel(table, rows, members));
}

function equal(a: Uint32Array, b: Uint32Array): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}
