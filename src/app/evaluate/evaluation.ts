import type { Interval, PairedTest } from '../../statistics/bootstrap';
import type { FigureId, Figures } from '../../statistics/figures';

/** Where a figure is taken: over clips, over the means of generators, or inside each content and then averaged. */
export type LevelId = 'instance' | 'model' | 'within';

export const LEVEL_NAMES: Readonly<Record<LevelId, string>> = {
  instance: 'Instance level',
  model: 'Model level',
  within: 'Within content',
};

/** What the page shows of a figure: its value, its interval once that has been drawn, and why there is none. */
export interface MethodFigures {
  readonly name: string;
  /** Rows with both scores. */
  readonly n: number;
  readonly instance: Figures;
  /** Over generator means; undefined without a generator column. */
  readonly model:
    | {
        readonly srcc: number | undefined;
        readonly plcc: number | undefined;
        readonly krcc: number | undefined;
        readonly groups: number;
      }
    | undefined;
  readonly within:
    | {
        readonly srcc: number | undefined;
        readonly plcc: number | undefined;
        readonly used: number;
        readonly contents: number;
      }
    | undefined;
  /** True where predictions lie on the human scale, so that errors and accuracies mean something. */
  readonly sameScale: boolean;
  /** Why correlations do not exist, where they do not. */
  readonly note: string | undefined;
}

export interface DimensionFigures {
  readonly name: string;
  readonly methods: readonly MethodFigures[];
  /** Raters of the human score; 1 where a single column holds it. */
  readonly raters: number;
}

export interface Evaluation {
  readonly name: string;
  readonly rows: number;
  readonly generators: number;
  readonly contents: number;
  readonly dimensions: readonly DimensionFigures[];
  /** Milliseconds that the figures took. */
  readonly elapsed: number;
}

/** Intervals by dimension, then method, then level. */
export interface MethodIntervals {
  readonly instance: Readonly<Partial<Record<FigureId, Interval>>>;
  readonly model: Readonly<Partial<Record<'srcc' | 'plcc' | 'krcc', Interval>>>;
  readonly within: Readonly<Partial<Record<'srcc' | 'plcc', Interval>>>;
}

export type Intervals = readonly (readonly MethodIntervals[])[];

export interface ComparedPair {
  readonly figure: FigureId;
  readonly first: string;
  readonly second: string;
  readonly test: PairedTest;
}

export interface EvaluationProgress {
  readonly stage: 'figures' | 'intervals';
  readonly done: number;
  readonly total: number;
}
