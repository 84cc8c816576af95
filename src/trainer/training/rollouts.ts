import type { TrainedDimension } from '../../corpus';
import { appendLines, readLines, writeLines } from './lines';

/** An answer of the GRPO stage whose rating was right: what the cool-off learns from (Q-Save 4.3). */
export interface Rollout {
  /** The GRPO step that wrote it. */
  readonly step: number;
  /** The clip's number in the training split. */
  readonly clip: number;
  readonly id: TrainedDimension;
  readonly rating: string;
  /** `<think>` to `</think>`, regions named as the clip lies upright. */
  readonly rationale: readonly string[];
}

/** The rollouts of a run, one JSON line each. */
export interface RolloutStore {
  /** Forgets what steps from `step` on wrote: a resumed run writes it again. */
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
