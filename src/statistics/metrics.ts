import { accuracyWithin, exactAccuracy } from './accuracy';
import type { DenseRanks } from './dense';
import { mae, rmse } from './error';
import type { MappedPredictions } from './mapped-predictions';
import { MetricSample } from './metric-sample';
import { plcc } from './plcc';
import { ranksOf } from './ranks';

/**
 * One way to compare predicted with human scores. The bench, its CSV file, its links, model level, within content and
 * the bootstrap follow from the list METRICS.
 */
export interface MetricDefinition {
  /** Written into links and CSV files: never change one. */
  readonly id: string;
  /** Column head. */
  readonly label: string;
  /** One line that names the exact variant. */
  readonly hint: string;
  readonly better: 'high' | 'low';
  /** Only defined where predicted and human scores share a scale. */
  readonly absolute: boolean;
  /** A fraction 0..1 that is shown as a percentage. */
  readonly percent: boolean;
  /** The value, `undefined` where it does not exist for the sample. */
  readonly of: (sample: MetricSample) => number | undefined;
}

/** Tolerances, in score points, of Acc@0.5 (paper ASO, 5.1) and of relaxed accuracy (Q-Save B.2). */
export const ACCURACY_TOLERANCE = 0.5;
export const RELAXED_TOLERANCE = 1;

const correlation = { better: 'high', absolute: false, percent: false } as const;
const error = { better: 'low', absolute: true, percent: false } as const;
const share = { better: 'high', absolute: true, percent: true } as const;

/** Every metric, in the order of the columns of the bench. */
export const METRICS = [
  {
    ...correlation,
    id: 'srcc',
    label: 'SRCC',
    hint: "Spearman's rank correlation; ties get their mean rank",
    of: ({ ranks }) => ranks && plcc(ranksOf(ranks.x), ranksOf(ranks.y)),
  },
  {
    ...correlation,
    id: 'plcc',
    label: 'PLCC',
    hint: "Pearson's linear correlation of the raw predicted scores",
    of: ({ predicted, human }) => plcc(predicted, human),
  },
  {
    ...correlation,
    id: 'plcc4',
    label: 'PLCC₄',
    hint: "Pearson's correlation after a logistic curve of four parameters (VQEG)",
    of: ({ four, human }) => four && plcc(four, human),
  },
  {
    ...correlation,
    id: 'plcc5',
    label: 'PLCC₅',
    hint: "Pearson's correlation after a logistic curve of five parameters",
    of: ({ five, human }) => five && plcc(five, human),
  },
  { ...correlation, id: 'krcc', label: 'KRCC', hint: "Kendall's tau-b", of: ({ pairs }) => pairs?.krcc },
  {
    ...correlation,
    id: 'krccC',
    label: 'tau-c',
    hint: "Stuart's tau-c, for ratings of few levels against a fine score",
    of: ({ pairs }) => pairs?.krccC,
  },
  {
    ...correlation,
    percent: true,
    id: 'pairwise',
    label: 'pairs',
    hint: 'Share of all pairs of clips that both sides order the same way; a tie matches only a tie',
    of: ({ pairs }) => pairs?.pairwise,
  },
  {
    ...error,
    id: 'mae',
    label: 'MAE',
    hint: 'Mean absolute difference, in score points',
    of: ({ predicted, human }) => mae(predicted, human),
  },
  {
    ...error,
    id: 'rmse',
    label: 'RMSE',
    hint: 'Root mean squared difference, in score points',
    of: ({ predicted, human }) => rmse(predicted, human),
  },
  {
    ...share,
    id: 'accuracy',
    label: 'Acc@0.5',
    hint: 'Share within half a point',
    of: ({ predicted, human }) => accuracyWithin(predicted, human, ACCURACY_TOLERANCE),
  },
  {
    ...share,
    id: 'relaxed',
    label: 'relaxed',
    hint: 'Share within one point',
    of: ({ predicted, human }) => accuracyWithin(predicted, human, RELAXED_TOLERANCE),
  },
  {
    ...share,
    id: 'exact',
    label: 'exact',
    hint: 'Share with the same nearest whole score: the accuracy of benchmarks with whole scores',
    of: ({ predicted, human }) => exactAccuracy(predicted, human),
  },
] as const satisfies readonly MetricDefinition[];

export type MetricId = (typeof METRICS)[number]['id'];

export const METRIC_IDS: readonly MetricId[] = METRICS.map(({ id }) => id);

/** One value a metric; `undefined` where it does not exist for these samples. */
export type Metrics = Readonly<Record<MetricId, number | undefined>>;

export const METRIC_BY_ID = Object.fromEntries(METRICS.map((metric) => [metric.id, metric])) as Readonly<
  Record<MetricId, MetricDefinition>
>;

/** All metrics of one sample. `humanRanks` saves ranking the human scores again for every method. O(n log n). */
export function metricsOf(mapped: MappedPredictions, human: ArrayLike<number>, humanRanks?: DenseRanks): Metrics {
  const sample = new MetricSample(mapped, human, humanRanks);
  return Object.fromEntries(METRICS.map(({ id, of }) => [id, of(sample)])) as Metrics;
}
