import type { Slice } from '../../../shell/store';

/** What the page shows about its saved results. */
export interface SavedState {
  /** How many reports are saved; undefined until it is known. */
  readonly count: number | undefined;
  /** Why nothing is saved, with the remedy. */
  readonly problem: string | undefined;
}

interface SavedSliceState {
  readonly saved: SavedState;
}

interface SavedAction {
  readonly kind: 'saved';
  readonly saved: SavedState;
}

export const savedSlice: Slice<SavedSliceState, SavedAction> = {
  initial: { saved: { count: undefined, problem: undefined } },
  on: { saved: (_, { saved }) => ({ saved }) },
};
