import type { Unfinished } from './unfinished';

/** What the page knows about the files as a batch; the files themselves are the queue's. */
export interface BatchState {
  /** True while no further file is begun. The running one goes on to its end. */
  readonly paused: boolean;
  /** Whether few files are shown as a table too. */
  readonly asTable: boolean;
  /** The folder that the files came from last, where the browser gives a handle to it. */
  readonly folder: FileSystemDirectoryHandle | undefined;
  /** Tables of human scores that came beside the videos. */
  readonly humanScores: readonly File[];
  /** A batch that an earlier visit left. */
  readonly unfinished: Unfinished | undefined;
}

export const NO_BATCH: BatchState = {
  paused: false,
  asTable: false,
  folder: undefined,
  humanScores: [],
  unfinished: undefined,
};
