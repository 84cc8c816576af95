import { assert } from '../../base';
import type { PlanarFrame } from '../../media';

/**
 * A sample needs its frame, the two source frames before it, and the previous sampled frame, which is still in its
 * slot.
 */
export const LOW_SLOTS = 4;

export interface LowSlot {
  readonly slot: number;
  /** True when the slot does not contain this frame's means yet. */
  readonly fresh: boolean;
}

/** Tracks which slot contains the low-resolution means of which frame, so that a frame is reduced once. */
export interface LowSlots {
  /** Slots for up to LOW_SLOTS frames at the same time. Replaces the least recently used. */
  claim(frames: readonly PlanarFrame[]): LowSlot[];
  clear(): void;
}

export function createLowSlots(): LowSlots {
  const holders = Array.from({ length: LOW_SLOTS }, (): PlanarFrame | undefined => undefined);
  const lastUse = new Array<number>(LOW_SLOTS).fill(0);
  let clock = 0;
  return {
    claim: (frames) => {
      assert(frames.length <= LOW_SLOTS, 'more frames at once than low-resolution slots');
      clock++;
      for (const frame of frames) {
        const slot = holders.indexOf(frame);
        if (slot >= 0) lastUse[slot] = clock;
      }
      return frames.map((frame) => {
        const known = holders.indexOf(frame);
        if (known >= 0) return { slot: known, fresh: false };
        const slot = lastUse.indexOf(Math.min(...lastUse));
        holders[slot] = frame;
        lastUse[slot] = clock;
        return { slot, fresh: true };
      });
    },
    clear: () => {
      holders.fill(undefined);
      lastUse.fill(0);
    },
  };
}
