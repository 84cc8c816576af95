import type { DenseRanks } from '../../statistics/dense';
import { denseRanks } from '../../statistics/dense';
import type { Fits } from '../../statistics/figures';
import { figuresOf, fitBoth } from '../../statistics/figures';
import { krcc } from '../../statistics/krcc';
import { groupMeans, withinContent } from '../../statistics/levels';
import { plcc } from '../../statistics/plcc';
import { srcc } from '../../statistics/srcc';
import type { Dataset, Dimension } from './dataset';
import type { DimensionFigures, MethodFigures } from './evaluation';

/** Predictions are on the human scale when they leave it by no more than this part of it ... */
const SCALE_SLACK = 0.25;
/** ... and cover as much as this: 0..1 lies within 1..5 and its slack, and is another scale. */
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
}

export function compare(dimension: Dimension, method: number): Comparison {
  const { name, predicted } = dimension.methods[method]!;
  const { human } = dimension;
  const rows = Uint32Array.from(human.keys()).filter(
    (row) => !Number.isNaN(human[row]!) && !Number.isNaN(predicted[row]!),
  );
  const x = Float64Array.from(rows, (row) => predicted[row]!);
  const y = Float64Array.from(rows, (row) => human[row]!);
  return { dimension: dimension.name, method: name, rows, predicted: x, human: y, fits: fitBoth(x, y) };
}

/** All figures of a comparison at the levels that the dataset has. */
export function methodFigures(dataset: Dataset, comparison: Comparison, humanRanks?: DenseRanks): MethodFigures {
  const { rows, predicted, human, fits } = comparison;
  const instance = figuresOf(predicted, human, fits, humanRanks);
  return {
    name: comparison.method,
    n: rows.length,
    instance,
    model: modelLevel(dataset.generator, comparison),
    within: dataset.content && withinContent(predicted, human, pick(dataset.content, rows)),
    sameScale: onScaleOf(predicted, human),
    note: instance.srcc === undefined ? whyNone(predicted, human) : undefined,
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

export function dimensionFigures(
  dataset: Dataset,
  dimension: Dimension,
  comparisons: readonly Comparison[],
): DimensionFigures {
  const ranks = sharedRanks(comparisons, dimension);
  return {
    name: dimension.name,
    raters: dimension.raters?.names.length ?? 1,
    methods: comparisons.map((comparison) => methodFigures(dataset, comparison, ranks(comparison))),
  };
}

function modelLevel(
  generator: readonly string[] | undefined,
  { rows, predicted, human }: Comparison,
): MethodFigures['model'] {
  if (generator === undefined) return undefined;
  const means = groupMeans(predicted, human, pick(generator, rows));
  return {
    srcc: srcc(means.predicted, means.human),
    plcc: plcc(means.predicted, means.human),
    krcc: krcc(means.predicted, means.human),
    groups: means.groups.length,
  };
}

export function pick<T>(values: readonly T[], rows: Uint32Array): T[] {
  return Array.from(rows, (row) => values[row]!);
}

function onScaleOf(predicted: Float64Array, human: Float64Array): boolean {
  const [low, high] = extent(human);
  const [from, to] = extent(predicted);
  const slack = SCALE_SLACK * (high - low);
  return from >= low - slack && to <= high + slack && to - from >= SCALE_COVER * (high - low);
}

function extent(values: Float64Array): readonly [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}

function whyNone(predicted: Float64Array, human: Float64Array): string {
  if (human.length === 0) return 'No row has both scores.';
  if (human.length === 1) return 'A single row has both scores; a correlation needs two.';
  const [low, high] = extent(human);
  return low === high ? 'All human scores are the same.' : `All predictions are ${predicted[0]}.`;
}
