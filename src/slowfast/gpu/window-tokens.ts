import { createBufferPool, createStorage } from '../../gpu';
import { planWindow } from '../budget';
import type { WindowPlan } from '../budget';
import { fragmentCell } from '../geometry';
import type { SlowFastOptions } from '../options';
import type { FrameRecord } from '../tokens';
import { fastTokenBytes } from './fast-tokens';
import { fragmentBytes, SLOW_TOKEN_BYTES } from './fragments';

export interface SlowTokens {
  readonly buffer: GPUBuffer;
  readonly rows: number;
  readonly plan: WindowPlan;
}

/** The token buffers of windows, valid until given back. */
export interface WindowTokens {
  /** [sample][36][SLOW_WIDTH]: every fragment of the current window, for samples that may yield some. */
  readonly store: GPUBuffer;
  takeFast(): GPUBuffer;
  /** Encodes the copy of the planned slow tokens of a window with these frames. */
  gather(encoder: GPUCommandEncoder, frames: readonly FrameRecord[]): SlowTokens;
  giveBack(fast: GPUBuffer, slow: GPUBuffer): void;
  destroy(): void;
}

export function createWindowTokens(device: GPUDevice, { windowFrames, budget }: SlowFastOptions): WindowTokens {
  const slowBytes = fragmentBytes(windowFrames);
  const fast = createBufferPool(() => createStorage(device, 'fast tokens', fastTokenBytes(windowFrames)));
  const slow = createBufferPool(() => createStorage(device, 'slow tokens', slowBytes));
  const store = createStorage(device, 'fragments of the window', slowBytes);
  return {
    store,
    takeFast: () => fast.take(),
    gather: (encoder, frames) => {
      const plan = planWindow(frames, budget);
      const buffer = slow.take();
      let row = 0;
      frames.forEach(({ index }, slot) => {
        for (let rank = 0; rank < plan.fragments[slot]!; rank++, row++) {
          const from = fragmentBytes(slot) + fragmentCell(rank, index) * SLOW_TOKEN_BYTES;
          encoder.copyBufferToBuffer(store, from, buffer, row * SLOW_TOKEN_BYTES, SLOW_TOKEN_BYTES);
        }
      });
      return { buffer, rows: row, plan };
    },
    giveBack: (fastBuffer, slowBuffer) => {
      fast.give(fastBuffer);
      slow.give(slowBuffer);
    },
    destroy: () => {
      fast.destroy();
      slow.destroy();
      store.destroy();
    },
  };
}
