import { assert, defined } from '../base/assert';
import { ok } from '../base/result';
import type { PlanarFrame } from '../media/frame';
import type { Moment } from '../media/video';
import { planWindow } from './budget';
import { createClassifier } from './classify';
import { createClipFeatures } from './clip-features';
import { packFastTokens } from './fast-tokens';
import { packFragments } from './fragments';
import { fragmentCell } from './geometry';
import { comparableHistory } from './history';
import type { FrameHistory } from './history';
import type { SlowFastOptions } from './options';
import type { Packer } from './packer';
import { FAST_TOKENS, FAST_WIDTH, FRAGMENTS, SLOW_STATISTICS, SLOW_PIXELS, SLOW_WIDTH } from './tokens';
import type { CpuTokens, FrameRecord, PackedWindow } from './tokens';

/** All fragments of a slow frame: how many of them are taken is known when the window is complete. */
interface SlowFrame {
  readonly momentIndex: number;
  readonly fragments: Float32Array;
}

/** The reference: what the GPU passes are tested against, and what runs where there is no GPU. */
export function createCpuPacker(options: SlowFastOptions): Packer {
  assert(options.windowMoments >= 1, 'a window holds at least one moment');
  const classify = createClassifier(options);
  let windowIndex = 0;
  let window: OpenWindow | undefined;
  let inForce: SlowFrame | undefined;
  let lastMoment: PlanarFrame | undefined;

  const close = (): PackedWindow | undefined => {
    if (!window) return undefined;
    const packed = window.close(windowIndex++, inForce, options);
    inForce = window.slow.at(-1) ?? inForce;
    window = undefined;
    return packed;
  };
  return {
    backend: 'cpu',
    push: (moment) => {
      window ??= openWindow(moment.instant, options.windowMoments);
      const { pathway, similarity } = classify(moment.frame);
      const { index, instant, frame, duplicate } = moment;
      const record = { index, instant, timestamp: frame.timestamp, pathway, similarity, duplicate };
      window.add(moment, comparableHistory(moment, lastMoment), record);
      lastMoment = frame;
      return Promise.resolve(ok(window.frames.length === options.windowMoments ? close() : undefined));
    },
    finish: () => Promise.resolve(ok(close())),
    dispose: () => {
      window = undefined;
      inForce = undefined;
      lastMoment = undefined;
    },
  };
}

interface OpenWindow {
  readonly frames: readonly FrameRecord[];
  readonly slow: readonly SlowFrame[];
  add(moment: Moment, history: FrameHistory, record: FrameRecord): void;
  close(index: number, carried: SlowFrame | undefined, options: SlowFastOptions): PackedWindow;
}

function openWindow(start: number, capacity: number): OpenWindow {
  const frames: FrameRecord[] = [];
  const slow: SlowFrame[] = [];
  const features = createClipFeatures();
  const fast = new Float32Array(capacity * FAST_TOKENS * FAST_WIDTH);
  return {
    frames,
    slow,
    add: (moment, history, record) => {
      const seconds = moment.instant - start;
      features.add(history, packFastTokens(history, seconds, fast, frames.length * FAST_TOKENS));
      frames.push(record);
      if (record.pathway === 'fast') return;
      const fragments = new Float32Array(FRAGMENTS * SLOW_WIDTH);
      packFragments(moment.frame, moment.index, seconds, fragments);
      slow.push({ momentIndex: moment.index, fragments });
    },
    close: (index, carried, { budget }) => {
      const plan = planWindow(slow.length, frames.length - slow.length, budget);
      const rows = frames.length * FAST_TOKENS;
      return {
        index,
        start,
        end: defined(frames.at(-1), 'the last frame of a window').instant,
        frames,
        fast: { kind: 'cpu', rows, width: FAST_WIDTH, data: fast.subarray(0, rows * FAST_WIDTH) },
        slow: takeFragments(slow.length > 0 ? slow : [atTimeZero(carried)], plan.fragmentsPerSlowFrame),
        clip: features.features(slow.length / frames.length),
        tokensPerSlowFrame: plan.tokensPerSlowFrame,
        tokensSpent: plan.tokensSpent,
        // Memory of this path belongs to the garbage collector.
        release: () => undefined,
      };
    },
  };
}

function takeFragments(frames: readonly SlowFrame[], each: number): CpuTokens {
  const rows = frames.length * each;
  const data = new Float32Array(rows * SLOW_WIDTH);
  let row = 0;
  for (const { momentIndex, fragments } of frames) {
    for (let rank = 0; rank < each; rank++, row++) {
      const from = fragmentCell(rank, momentIndex) * SLOW_WIDTH;
      data.set(fragments.subarray(from, from + SLOW_WIDTH), row * SLOW_WIDTH);
    }
  }
  return { kind: 'cpu', rows, width: SLOW_WIDTH, data };
}

/** A slow frame of an earlier window stands at the start of this one: its own time would be negative. */
function atTimeZero(carried: SlowFrame | undefined): SlowFrame {
  const { momentIndex, fragments } = defined(carried, 'the slow frame in force');
  const copy = fragments.slice();
  for (let cell = 0; cell < FRAGMENTS; cell++) copy[cell * SLOW_WIDTH + SLOW_PIXELS + SLOW_STATISTICS.length + 2] = 0;
  return { momentIndex, fragments: copy };
}
