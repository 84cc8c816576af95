import { createBufferPool, createStorage } from '../../gpu/buffers';
import { planWindow } from '../budget';
import type { WindowPlan } from '../budget';
import { fragmentCell } from '../geometry';
import type { SlowFastOptions } from '../options';
import { FRAGMENTS, SLOW_WIDTH } from '../tokens';
import { fastTokenBytes } from './fast-tokens';
import { fragmentBytes, SLOW_TOKEN_BYTES } from './fragments';

/** A slow frame of the window at hand: where its fragments lie in the store, and its moment's index. */
export interface SlowFrame {
  readonly slot: number;
  readonly momentIndex: number;
}

export interface SlowTokens {
  readonly buffer: GPUBuffer;
  readonly rows: number;
  readonly plan: WindowPlan;
}

/** The token buffers of windows, which outlive them until released, and the fragments of the slow frame in force. */
export interface WindowTokens {
  /** [moment][36][SLOW_WIDTH]: every fragment of the window at hand. */
  readonly store: GPUBuffer;
  takeFast(): GPUBuffer;
  /** Encodes the choice of slow tokens and keeps the last slow frame's fragments for windows without one. */
  gather(encoder: GPUCommandEncoder, slow: readonly SlowFrame[], frames: number): SlowTokens;
  giveBack(fast: GPUBuffer, slow: GPUBuffer): void;
  destroy(): void;
}

export function createWindowTokens(device: GPUDevice, { windowMoments, budget }: SlowFastOptions): WindowTokens {
  const slowBytes = fragmentBytes(windowMoments);
  const fast = createBufferPool(() => createStorage(device, 'fast tokens', fastTokenBytes(windowMoments)));
  const slow = createBufferPool(() => createStorage(device, 'slow tokens', slowBytes));
  const store = createStorage(device, 'fragments of the window', slowBytes);
  const carried = createStorage(device, 'fragments in force', fragmentBytes(1));
  let carriedIndex = 0;

  const keep = (encoder: GPUCommandEncoder, { slot, momentIndex }: SlowFrame): void => {
    encoder.copyBufferToBuffer(store, fragmentBytes(slot), carried, 0, fragmentBytes(1));
    // A later window has them at its start: their own time would be negative there.
    for (let cell = 0; cell < FRAGMENTS; cell++) {
      encoder.clearBuffer(carried, (cell * SLOW_WIDTH + SLOW_WIDTH - 1) * 4, 4);
    }
    carriedIndex = momentIndex;
  };
  return {
    store,
    takeFast: () => fast.take(),
    gather: (encoder, slowFrames, frames) => {
      const plan = planWindow(slowFrames.length, frames - slowFrames.length, budget);
      const buffer = slow.take();
      let row = 0;
      const take = (source: GPUBuffer, slot: number, momentIndex: number): void => {
        for (let rank = 0; rank < plan.fragmentsPerSlowFrame; rank++, row++) {
          const from = fragmentBytes(slot) + fragmentCell(rank, momentIndex) * SLOW_TOKEN_BYTES;
          encoder.copyBufferToBuffer(source, from, buffer, row * SLOW_TOKEN_BYTES, SLOW_TOKEN_BYTES);
        }
      };
      for (const { slot, momentIndex } of slowFrames) take(store, slot, momentIndex);
      if (slowFrames.length === 0) take(carried, 0, carriedIndex);
      const last = slowFrames.at(-1);
      if (last) keep(encoder, last);
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
      carried.destroy();
    },
  };
}
