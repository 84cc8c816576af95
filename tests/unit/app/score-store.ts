import { SCORE_SLICES } from '../../../src/app/pages/score/score-state';
import type { ScoreStore } from '../../../src/app/pages/score/score-state';
import { SHELL_SLICES } from '../../../src/app/shell/shell-state';
import { createStore, initialState, reducerOf } from '../../../src/app/shell/store';

const SLICES = [...SHELL_SLICES, ...SCORE_SLICES] as const;

/** The state of a page that was just opened. */
export const INITIAL_STATE = initialState(SLICES);
export const reduce = reducerOf(SLICES);

export function newStore(): ScoreStore {
  return createStore(SLICES);
}
