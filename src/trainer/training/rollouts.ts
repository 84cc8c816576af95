import type { TrainedDimension } from '../../corpus';
import { appendLines, readLines, writeLines } from './lines';

/** An answer of the GRPO stage with the right rating, used by the cool-off (Q-Save 4.3). */
export interface Rollout {
  /** The GRPO step that wrote it. */
  readonly step: number;
  /** The clip's number in the training split. */
  readonly clip: number;
  readonly id: TrainedDimension;
  readonly rating: string;
  /** `<think>` to `</think>`, with the regions of the upright clip. */
  readonly rationale: readonly string[];
}

/** The rollouts of a run, one per JSON line. */
export interface RolloutStore {
  /** Removes the rollouts from `step` on; a resumed run writes them again. */
  rewind(step: number): void;
  add(rollouts: readonly Rollout[]): void;
  all(): Rollout[];
}

export function fileRollouts(path: string): RolloutStore {
  const all = (): Rollout[] => readLines<Rollout>(path);
  return {
    all,
    rewind: (step) =>
      writeLines(
        path,
        all().filter((rollout) => rollout.step < step),
      ),
    add: (rollouts) => appendLines(path, rollouts),
  };
}
