import type { Slice } from '../../../shell/store';
import type { Unfinished } from './unfinished-record';

/** State of the batch as a whole. The files are items of the clips slice. */
export interface BatchState {
  /** True while no further file is started. The running one is finished. */
  readonly paused: boolean;
  /** Whether a few files are shown as a table too. */
  readonly asTable: boolean;
  /** The folder of the files that were added last, where the browser gives a handle to it. */
  readonly folder: FileSystemDirectoryHandle | undefined;
  /** Tables of human scores that were added with the videos. */
  readonly humanScores: readonly File[];
  /** A batch that an earlier visit left unfinished. */
  readonly unfinished: Unfinished | undefined;
}

interface BatchSliceState {
  readonly batch: BatchState;
}

interface BatchAction {
  readonly kind: 'batch';
  readonly batch: Partial<BatchState>;
}

export const batchSlice: Slice<BatchSliceState, BatchAction> = {
  initial: {
    batch: { paused: false, asTable: false, folder: undefined, humanScores: [], unfinished: undefined },
  },
  on: { batch: (state, { batch }) => ({ batch: { ...state.batch, ...batch } }) },
};
