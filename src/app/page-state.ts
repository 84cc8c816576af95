import { SCORE_SLICES } from './pages/score';
import type { ActionOf, StateOf } from './shell';
import { SHELL_SLICES } from './shell';

/** Every slice of the page. A page that needs state of its own in the store adds its slices here. */
export const PAGE_SLICES = [...SHELL_SLICES, ...SCORE_SLICES] as const;

export type PageState = StateOf<typeof PAGE_SLICES>;
export type PageAction = ActionOf<typeof PAGE_SLICES>;
