import type { ShellAction, ShellState } from '../../shell/shell-state';
import type { ActionOf, Dispatch, StateOf, Store } from '../../shell/store';
import { batchSlice } from './batch/batch-slice';
import { choicesSlice } from './choices-slice';
import { clipsSlice } from './clips-slice';
import { judgeSlice } from './judge/judge-slice';
import { layoutSlice } from './compare/layout-slice';
import { exampleSlice } from './example-slice';
import { reportSlice } from './report/report-slice';
import { savedSlice } from './saved/saved-slice';

/** The slices of the score page. */
export const SCORE_SLICES = [
  clipsSlice,
  choicesSlice,
  judgeSlice,
  reportSlice,
  layoutSlice,
  batchSlice,
  savedSlice,
  exampleSlice,
] as const;

/** What the score page reads and does: its own slices and those of the shell. */
export type ScoreState = StateOf<typeof SCORE_SLICES> & ShellState;
export type ScoreAction = ActionOf<typeof SCORE_SLICES> | ShellAction;
export type ScoreDispatch = Dispatch<ScoreAction>;
export type ScoreStore = Store<ScoreState, ScoreAction>;
