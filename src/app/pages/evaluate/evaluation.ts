import type { Interval, MetricId, Metrics, ModelLevel, PairedTest, Scale, WithinContent } from '../../../statistics';

/** Where a metric is taken: over clips, over the means of generators, or inside each content and then averaged. */
export const LEVEL_IDS = ['instance', 'model', 'within'] as const;

export type LevelId = (typeof LEVEL_IDS)[number];

export const LEVEL_NAMES: Readonly<Record<LevelId, string>> = {
  instance: 'Instance level',
  model: 'Model level',
  within: 'Within content',
};

/** The metrics of a method at each level, with a reason where a level has none. */
export interface MethodMetrics {
  readonly name: string;
  /** Rows with both scores. */
  readonly n: number;
  readonly instance: Metrics;
  /** Over generator means; undefined without a generator column. */
  readonly model: ModelLevel | undefined;
  readonly within: Pick<WithinContent, 'metrics' | 'used' | 'contents'> | undefined;
  /** True where predictions are on the human scale, so that errors and accuracies are meaningful. */
  readonly sameScale: boolean;
  /** For each level without metrics, the reason. */
  readonly notes: Readonly<Record<LevelId, string>>;
}

export interface DimensionMetrics {
  readonly name: string;
  readonly methods: readonly MethodMetrics[];
  /** Number of raters of the human score. 1 for a single column. */
  readonly raters: number;
}

export interface Evaluation {
  readonly name: string;
  readonly rows: number;
  readonly generators: number;
  readonly contents: number;
  readonly dimensions: readonly DimensionMetrics[];
  /** The scales that were mapped to 1..5, by column; empty while none is. */
  readonly mapped: Readonly<Record<string, Scale>>;
}

/** Intervals by dimension, then method, then level. */
export type MethodIntervals = Readonly<Record<LevelId, Readonly<Partial<Record<MetricId, Interval>>>>>;

export type Intervals = readonly (readonly MethodIntervals[])[];

export interface ComparedPair {
  readonly level: LevelId;
  readonly metric: MetricId;
  readonly first: string;
  readonly second: string;
  readonly test: PairedTest;
}

/** Done and in all: bytes read, methods measured or resamples drawn. */
export interface EvaluationProgress {
  readonly stage: 'reading' | 'metrics' | 'intervals';
  readonly done: number;
  readonly total: number;
}
