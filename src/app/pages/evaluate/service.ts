import type { Result } from '../../../base';
import type { MetricId } from '../../../statistics';
import type { DatasetOptions } from './dataset';
import type { ComparedPair, Evaluation, EvaluationProgress, Intervals, LevelId } from './evaluation';
import type { Plots } from './plots-data';
import type { RaterReport } from './rater-report';
import type { Roles } from '../../tables/roles';
import type { Problem, Table } from '../../tables/table';
import type { VoteReport } from './votes';

/** One column as the page lists it. */
export interface ColumnFacts {
  readonly name: string;
  readonly kind: 'number' | 'text';
  readonly filled: number;
  /** The first filled cells. */
  readonly examples: readonly string[];
}

/** Problems of a table. They depend on the roles of its columns. */
export interface Checked {
  readonly problems: readonly Problem[];
  /** Rows that have problems. */
  readonly badRows: number;
}

/** The contents of the opened files, before any computation. */
export interface OpenedTable extends Checked {
  readonly name: string;
  readonly rows: number;
  readonly columns: readonly ColumnFacts[];
  readonly roles: Roles;
  /** Present where the table holds votes on pairs instead of scores. */
  readonly votes: VoteReport | undefined;
  /** The columns by which files were joined, as a sentence names them. */
  readonly joinedBy: string | undefined;
}

export type ProgressCallback = (progress: EvaluationProgress) => void;

/**
 * Interface of the evaluation worker, which holds one table. Failures are returned because comlink keeps only name,
 * message and stack of thrown errors.
 */
export interface EvaluationService {
  /** Reads one table, or several joined by their common key. `onProgress` must be a comlink proxy, here and below. */
  open(files: readonly File[], onProgress: ProgressCallback): Promise<Result<OpenedTable>>;
  /** Opens a table that the page made. */
  openTable(table: Table): Promise<Result<OpenedTable>>;
  /** The problems of the open table with these roles. */
  check(roles: Roles): Promise<Checked | undefined>;
  /** All metrics without intervals. */
  evaluate(roles: Roles, options: DatasetOptions, onProgress: ProgressCallback): Promise<Result<Evaluation>>;
  intervals(draws: number, seed: number, onProgress: ProgressCallback): Promise<Result<Intervals>>;
  pair(
    level: LevelId,
    dimension: number,
    first: number,
    second: number,
    metric: MetricId,
  ): Promise<ComparedPair | undefined>;
  plots(dimension: number, method: number): Promise<Plots | undefined>;
  raters(dimension: number, drop: number, draws: number): Promise<RaterReport | undefined>;
  /** The votes of the open table. The tie threshold is tuned where none is given. */
  votes(tieThreshold: number | undefined): Promise<VoteReport | undefined>;
  /** Ends the running call. Its promise resolves to `cancelled`. */
  cancel(): void;
}
