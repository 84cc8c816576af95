import type { DenseRanks, Fits, MappedPredictions } from '../../../statistics';
import {
  countUp,
  denseRanks,
  fitBoth,
  guessScale,
  mapNumbers,
  mapThrough,
  metricsOf,
  modelLevel,
  withinContent,
} from '../../../statistics';
import type { Dataset, Dimension } from './dataset';
import { extent } from './extent';
import type { DimensionMetrics, MethodMetrics } from './evaluation';
import { notesOf } from './metric-notes';

/** Predictions are on the human scale if they exceed it by at most this share of its range ... */
const SCALE_SLACK = 0.25;
/** ... and cover at least this share of it: 0..1 is nearly within 1..5, but is another scale. */
const SCALE_COVER = 0.4;

/** One method on one dimension: the rows that have both scores, and the curves fitted to them. */
export interface Comparison {
  readonly dimension: string;
  readonly method: string;
  /** Rows of the dataset. */
  readonly rows: Uint32Array;
  readonly predicted: Float64Array;
  readonly human: Float64Array;
  readonly fits: Fits;
  /** Predictions and fitted predictions. */
  readonly mapped: MappedPredictions;
}

export function compare(dimension: Dimension, method: number): Comparison {
  const { name, predicted } = dimension.methods[method]!;
  const { human } = dimension;
  const rows = countUp(human.length).filter((row) => !Number.isNaN(human[row]!) && !Number.isNaN(predicted[row]!));
  const x = mapNumbers(rows, (row) => predicted[row]!);
  const y = mapNumbers(rows, (row) => human[row]!);
  const fits = fitBoth(x, y);
  const mapped = mapThrough(x, fits);
  return { dimension: dimension.name, method: name, rows, predicted: x, human: y, fits, mapped };
}

/** All metrics of a comparison at the levels that the dataset has. */
export function methodMetrics(dataset: Dataset, comparison: Comparison, humanRanks?: DenseRanks): MethodMetrics {
  const { rows, predicted, human, mapped } = comparison;
  const { generator, content } = dataset;
  const instance = metricsOf(mapped, human, humanRanks);
  const model = generator && modelLevel(mapped, human, pick(generator, rows));
  const within = content && withinContent(mapped, human, pick(content, rows));
  const sameScale = onScaleOf(predicted, human);
  return {
    name: comparison.method,
    n: rows.length,
    instance,
    model,
    within: within && { metrics: within.metrics, used: within.used, contents: within.contents },
    sameScale,
    notes: notesOf({ predicted, human, instance, model, within, sameScale }),
  };
}

/** The human ranks of a dimension, shared by all methods that score every rated row. */
export function sharedRanks(
  comparisons: readonly Comparison[],
  dimension: Dimension,
): (c: Comparison) => DenseRanks | undefined {
  const rated = dimension.human.reduce((count, value) => count + (Number.isNaN(value) ? 0 : 1), 0);
  const complete = comparisons.find((comparison) => comparison.rows.length === rated);
  const ranks = complete && denseRanks(complete.human);
  return (comparison) => (comparison.rows.length === rated ? ranks : undefined);
}

export function dimensionMetrics(
  dataset: Dataset,
  dimension: Dimension,
  comparisons: readonly Comparison[],
): DimensionMetrics {
  const ranks = sharedRanks(comparisons, dimension);
  return {
    name: dimension.name,
    raters: dimension.raters?.names.length ?? 1,
    methods: comparisons.map((comparison) => methodMetrics(dataset, comparison, ranks(comparison))),
  };
}

export function pick<T>(values: readonly T[], rows: Uint32Array): T[] {
  return Array.from(rows, (row) => values[row]!);
}

function onScaleOf(predicted: Float64Array, human: Float64Array): boolean {
  const [one, other] = [guessScale(predicted), guessScale(human)];
  // Mean ratings rarely reach the ends of their scale, so the scales are compared first.
  if (one.low === other.low && one.high === other.high) return true;
  const [low, high] = extent(human);
  const [from, to] = extent(predicted);
  const slack = SCALE_SLACK * (high - low);
  return from >= low - slack && to <= high + slack && to - from >= SCALE_COVER * (high - low);
}
