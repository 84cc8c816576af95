import type { Result } from '../../base';
import { assert, ok } from '../../base';
import type { SampledFrame } from '../../media';
import type { PackedWindow, Packer } from '../../slowfast';

export interface Sliding {
  /** Feeds the next moment; `take` gets each window that it completes, and owns it. */
  push(sample: SampledFrame, take: Take): Promise<Result<undefined>>;
  /** The rest of the clip, where no whole window covers it. */
  finish(take: Take): Promise<Result<undefined>>;
  dispose(): void;
}

type Take = (window: PackedWindow) => Promise<Result<undefined>>;

/**
 * Overlapping windows: one packer for each of the `moments / step` ways to cut the clip, and every packer sees every
 * moment, so that slow and fast frames are told apart as they are in the report. A packer's cut is shifted by ending
 * its first window early. `packers` make windows of `sampledFrames` moments.
 */
export function createSliding(packers: readonly Packer[], step: number, sampledFrames: number): Sliding {
  assert(packers.length * step === sampledFrames, 'one packer for each way to cut the clip');
  let pushed = 0;
  /** Moments that whole windows have covered. */
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
      // All rests end with the clip: the longest says most, and none says anything new where a whole window ended too.
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
