import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { TrainedDimension } from '../corpus/clip';

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
  const all = (): Rollout[] => {
    if (!existsSync(path)) return [];
    const lines = readFileSync(path, 'utf8').split('\n');
    // What follows the last line break was cut off by the end of a process, and its step is written again.
    return lines.slice(0, -1).map((line) => JSON.parse(line) as Rollout);
  };
  const text = (rollouts: readonly Rollout[]): string =>
    rollouts.map((rollout) => `${JSON.stringify(rollout)}\n`).join('');
  return {
    all,
    rewind(step) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(`${path}.partial`, text(all().filter((rollout) => rollout.step < step)));
      renameSync(`${path}.partial`, path);
    },
    add: (rollouts) => appendFileSync(path, text(rollouts)),
  };
}
