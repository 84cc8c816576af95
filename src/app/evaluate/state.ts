import type { Failure } from '../../base/result';
import type { FigureId } from '../../statistics/figures';
import type { ComparedPair, Evaluation, EvaluationProgress, Intervals, LevelId } from './evaluation';
import type { Plots } from './plots-data';
import type { RaterReport } from './rater-report';
import type { Roles } from './roles';
import type { OpenedTable } from './service';

/** What the person chose; the rest of the state follows from it. */
export interface EvaluationChoices {
  readonly toFive: boolean;
  readonly keepGood: boolean;
  readonly draws: number;
  readonly seed: number;
  readonly level: LevelId;
  /** Column of the table of figures by which methods are sorted. */
  readonly sortBy: string | undefined;
  readonly dimension: number;
  readonly method: number;
  /** The method that the chosen one is tested against. */
  readonly against: number;
  readonly figure: FigureId;
  /** How many raters are dropped. */
  readonly drop: number;
}

export const DEFAULT_CHOICES: EvaluationChoices = {
  toFive: false,
  keepGood: false,
  draws: 1000,
  seed: 1,
  level: 'instance',
  sortBy: undefined,
  dimension: 0,
  method: 0,
  against: 1,
  figure: 'srcc',
  drop: 0,
};

/** Everything that the evaluation bench shows is a function of this. */
export interface EvaluationState {
  readonly table: OpenedTable | undefined;
  readonly roles: Roles;
  readonly choices: EvaluationChoices;
  readonly evaluation: Evaluation | undefined;
  readonly intervals: Intervals | undefined;
  readonly plots: Plots | undefined;
  readonly raters: RaterReport | undefined;
  readonly pair: ComparedPair | undefined;
  /** The row (from 1) under the pointer, in whichever chart. */
  readonly row: number | undefined;
  readonly busy: EvaluationProgress | 'reading' | undefined;
  readonly problem: Failure | undefined;
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
  busy: undefined,
  problem: undefined,
};

/** A fresh table: all that belonged to the one before is gone, what was chosen about counting stays. */
export function withTable(state: EvaluationState, table: OpenedTable): EvaluationState {
  const { draws, seed, toFive } = state.choices;
  return { ...EMPTY_STATE, table, roles: table.roles, choices: { ...DEFAULT_CHOICES, draws, seed, toFive } };
}

/** Indices that the evaluation does not have fall back to the first. */
export function withEvaluation(state: EvaluationState, evaluation: Evaluation): EvaluationState {
  const dimension = evaluation.dimensions[state.choices.dimension] === undefined ? 0 : state.choices.dimension;
  const methods = evaluation.dimensions[dimension]?.methods.length ?? 0;
  const method = state.choices.method < methods ? state.choices.method : 0;
  const against = method === 0 ? Math.min(1, methods - 1) : 0;
  return {
    ...state,
    choices: { ...state.choices, dimension, method, against },
    evaluation,
    intervals: undefined,
    plots: undefined,
    raters: undefined,
    pair: undefined,
    problem: undefined,
  };
}
