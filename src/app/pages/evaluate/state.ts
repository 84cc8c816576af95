import type { Failure } from '../../../base';
import type { Brush } from '../../../charts';
import type { Limits } from '../../shell/address/notation';
import type { MetricId } from '../../../statistics';
import type { ComparedPair, Evaluation, EvaluationProgress, Intervals, LevelId } from './evaluation';
import { PAPER_TABLES } from './papers/tables';
import type { Plots } from './plots-data';
import type { RaterReport } from './rater-report';
import type { Roles } from '../../tables/roles';
import type { OpenedTable } from './service';

/** The table of metrics on show: all metrics per dimension, or the columns that a paper prints. */
export const LAYOUT_IDS = ['all', 'q-save', 'ultravqa'] as const;

export type LayoutId = (typeof LAYOUT_IDS)[number];

/** The person's choices. The rest of the state follows from them. */
export interface EvaluationChoices {
  readonly toFive: boolean;
  readonly keepGood: boolean;
  readonly draws: number;
  readonly seed: number;
  readonly layout: LayoutId;
  readonly level: LevelId;
  /** Column of the table of metrics by which methods are sorted. */
  readonly sortBy: string | undefined;
  readonly dimension: number;
  readonly method: number;
  /** The method that the chosen one is tested against. */
  readonly against: number;
  readonly metric: MetricId;
  /** Number of dropped raters. */
  readonly drop: number;
  /** Largest difference of two tied scores. Undefined where it is tuned. */
  readonly ties: number | undefined;
}

export const DEFAULT_CHOICES: EvaluationChoices = {
  toFive: false,
  keepGood: false,
  draws: 1000,
  seed: 1,
  layout: 'all',
  level: 'instance',
  sortBy: undefined,
  dimension: 0,
  method: 0,
  against: 1,
  metric: 'srcc',
  drop: 0,
  ties: undefined,
};

/** Numbers of resamples that a person can choose. */
export const DRAWS: Limits = { min: 100, max: 100_000, whole: true };

/** The built-in table that is open at first. */
export const FIRST_PAPER = PAPER_TABLES[0]!.id;

/** The worker's current stage, with the seconds since its start. */
export interface Busy extends EvaluationProgress {
  readonly seconds: number;
}

/** The state of the evaluation bench. The page is a function of it. */
export interface EvaluationState {
  readonly table: OpenedTable | undefined;
  readonly roles: Roles;
  readonly choices: EvaluationChoices;
  readonly evaluation: Evaluation | undefined;
  readonly intervals: Intervals | undefined;
  readonly plots: Plots | undefined;
  readonly raters: RaterReport | undefined;
  readonly pair: ComparedPair | undefined;
  /** The row (from 1) under the pointer in any chart. */
  readonly row: number | undefined;
  /** The rows (from 1) selected in a chart or the table of clips. They are marked in all of them. */
  readonly selected: ReadonlySet<number>;
  readonly busy: Busy | undefined;
  readonly problem: Failure | undefined;
  /** The built-in table that is expanded. '' for none. */
  readonly paper: string;
  /** A notice about the link that the bench was opened with, if any. */
  readonly notice: string | undefined;
  /** True while the choices are those of a link whose table is not open yet. */
  readonly awaited: boolean;
}

export const EMPTY_STATE: EvaluationState = {
  table: undefined,
  roles: {},
  choices: DEFAULT_CHOICES,
  evaluation: undefined,
  intervals: undefined,
  plots: undefined,
  raters: undefined,
  pair: undefined,
  row: undefined,
  selected: new Set(),
  busy: undefined,
  problem: undefined,
  paper: FIRST_PAPER,
  notice: undefined,
  awaited: false,
};

/** The state with a new table. It keeps the choices about rows and scales and those of a link, and drops the rest. */
export function withTable(state: EvaluationState, table: OpenedTable): EvaluationState {
  const { draws, seed, toFive } = state.choices;
  const choices = state.awaited ? state.choices : { ...DEFAULT_CHOICES, draws, seed, toFive };
  return { ...EMPTY_STATE, paper: state.paper, table, roles: table.roles, choices };
}

/** Indices that the evaluation does not have fall back to the first. */
export function withEvaluation(state: EvaluationState, evaluation: Evaluation): EvaluationState {
  const dimension = evaluation.dimensions[state.choices.dimension] === undefined ? 0 : state.choices.dimension;
  const methods = evaluation.dimensions[dimension]?.methods.length ?? 0;
  const method = state.choices.method < methods ? state.choices.method : 0;
  const other = method === 0 ? Math.min(1, methods - 1) : 0;
  const against = state.choices.against < methods && state.choices.against !== method ? state.choices.against : other;
  return {
    ...state,
    choices: { ...state.choices, dimension, method, against },
    evaluation,
    intervals: undefined,
    plots: undefined,
    raters: undefined,
    pair: undefined,
    problem: undefined,
    row: undefined,
    selected: EMPTY_STATE.selected,
  };
}

/** The selection after rows were brushed. Toggling removes the rows only where all of them were selected. */
export function brushed(before: ReadonlySet<number>, rows: readonly number[], how: Brush['how']): ReadonlySet<number> {
  if (how === 'replace') return new Set(rows);
  const after = new Set(before);
  const drop = how === 'toggle' && rows.every((row) => before.has(row));
  for (const row of rows) {
    if (drop) after.delete(row);
    else after.add(row);
  }
  return after;
}
