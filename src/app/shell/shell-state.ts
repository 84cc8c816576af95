import { handoverSlice } from './handover-slice';
import { noticeSlice } from './notice-slice';
import { singleKeysSlice } from './single-keys-slice';
import type { ActionOf, StateOf } from './store';
import { themeSlice } from './theme-slice';
import { viewSlice } from './view-slice';

/** The slices that belong to no single page. */
export const SHELL_SLICES = [viewSlice, themeSlice, singleKeysSlice, noticeSlice, handoverSlice] as const;

export type ShellState = StateOf<typeof SHELL_SLICES>;
export type ShellAction = ActionOf<typeof SHELL_SLICES>;
