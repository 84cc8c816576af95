import type { Result } from '../../base';
import { assert, ok } from '../../base';
import type { SampledFrame } from '../../media';
import type { PackedWindow, Packer } from '../../slowfast';

export interface Sliding {
  /** Pushes the next sampled frame. `take` gets each window that it completes, and owns it. */
  push(sample: SampledFrame, take: Take): Promise<Result<undefined>>;
  /** Gives `take` the rest of the clip where no whole window covers it. */
  finish(take: Take): Promise<Result<undefined>>;
  dispose(): void;
}

type Take = (window: PackedWindow) => Promise<Result<undefined>>;

/**
 * Overlapping windows: one packer for each of the `sampledFrames / step` ways to cut the clip. Every packer gets every
 * sampled frame, so the pathways are those of the report. A packer's cut is shifted by ending its first window early.
 * `packers` make windows of `sampledFrames`.
 */
export function createSliding(packers: readonly Packer[], step: number, sampledFrames: number): Sliding {
  assert(packers.length * step === sampledFrames, 'one packer for each way to cut the clip');
  let pushed = 0;
  /** Number of sampled frames that whole windows have covered. */
  let covered = 0;
  return {
    async push(sample, take) {
      pushed++;
      for (const [cut, packer] of packers.entries()) {
        const packed = await packer.push(sample);
        if (!packed.ok) return packed;
        if (packed.value !== undefined) {
          covered = pushed;
          const taken = await take(packed.value);
          if (!taken.ok) return taken;
        }
        if (cut === 0 || pushed !== cut * step) continue;
        const before = await packer.finish();
        if (!before.ok) return before;
        before.value?.release();
      }
      return ok(undefined);
    },
    async finish(take) {
      const rests: PackedWindow[] = [];
      for (const packer of packers) {
        const rest = await packer.finish();
        if (!rest.ok) return rest;
        if (rest.value !== undefined) rests.push(rest.value);
      }
      // All rests end with the clip, so only the longest is used, and none where a whole window ended there too.
      const [longest, ...others] = rests.toSorted((a, b) => b.frames.length - a.frames.length);
      for (const other of others) other.release();
      if (longest === undefined) return ok(undefined);
      if (covered < pushed) return take(longest);
      longest.release();
      return ok(undefined);
    },
    dispose: () => {
      for (const packer of packers) packer.dispose();
    },
  };
}
