import { assert, defined, ok } from '../../base';
import type { PlanarFrame, SampledFrame } from '../../media';
import { createBlockMatcher } from './block-motion';
import type { BlockMatcher } from './block-motion';
import { hasExtraFragments, planWindow } from '../budget';
import { createClassifier } from './classify';
import { createClipFeatures, stepOf } from '../clip-features';
import { packFastTokens } from './fast-tokens';
import { packFragments } from './fragments';
import { fragmentCell } from '../geometry';
import { comparableHistory } from '../history';
import type { FrameHistory } from '../history';
import type { SlowFastOptions } from '../options';
import type { Packer } from '../packer';
import { FAST_TOKENS, FAST_WIDTH, FRAGMENTS, SLOW_WIDTH } from '../tokens';
import type { CpuTokens, FrameRecord, PackedWindow } from '../tokens';

/** The reference that the GPU passes are tested against. It also runs where there is no GPU. */
export function createCpuPacker(options: SlowFastOptions): Packer {
  assert(options.windowFrames >= 1, 'a window holds at least one sampled frame');
  const classify = createClassifier(options);
  const match = createBlockMatcher();
  let windowIndex = 0;
  let window: OpenWindow | undefined;
  let lastSample: PlanarFrame | undefined;

  const close = (): PackedWindow | undefined => {
    if (!window) return undefined;
    const packed = window.close(windowIndex++, options);
    window = undefined;
    return packed;
  };
  return {
    backend: 'cpu',
    push: (sample) => {
      window ??= openWindow(sample.instant, options.windowFrames, match);
      const { pathway, similarity } = classify(sample.frame);
      const { index, instant, frame, duplicate } = sample;
      const record = { index, instant, timestamp: frame.timestamp, pathway, similarity, duplicate };
      window.add(sample, comparableHistory(sample, lastSample), record);
      lastSample = frame;
      return Promise.resolve(ok(window.frames.length === options.windowFrames ? close() : undefined));
    },
    finish: () => Promise.resolve(ok(close())),
    dispose: () => {
      window = undefined;
      lastSample = undefined;
    },
  };
}

interface OpenWindow {
  readonly frames: readonly FrameRecord[];
  add(sample: SampledFrame, history: FrameHistory, record: FrameRecord): void;
  close(index: number, options: SlowFastOptions): PackedWindow;
}

function openWindow(start: number, capacity: number, match: BlockMatcher): OpenWindow {
  const frames: FrameRecord[] = [];
  /** All fragments of each frame that may yield some. The number taken is known when the window is complete. */
  const fragments = new Map<FrameRecord, Float32Array>();
  const features = createClipFeatures();
  const fast = new Float32Array(capacity * FAST_TOKENS * FAST_WIDTH);
  return {
    frames,
    add: (sample, history, record) => {
      const seconds = sample.instant - start;
      features.add(stepOf(history), packFastTokens(history, match, seconds, fast, frames.length * FAST_TOKENS));
      if (record.pathway === 'slow' || hasExtraFragments(record.pathway, frames.length)) {
        const all = new Float32Array(FRAGMENTS * SLOW_WIDTH);
        packFragments(sample.frame, sample.index, seconds, all);
        fragments.set(record, all);
      }
      frames.push(record);
    },
    close: (index, { budget }) => {
      const plan = planWindow(frames, budget);
      const slowFrames = frames.filter(({ pathway }) => pathway === 'slow').length;
      const rows = frames.length * FAST_TOKENS;
      return {
        index,
        start,
        end: defined(frames.at(-1), 'the last frame of a window').instant,
        frames,
        fast: { kind: 'cpu', rows, width: FAST_WIDTH, data: fast.subarray(0, rows * FAST_WIDTH) },
        slow: takeFragments(frames, plan.fragments, fragments),
        clip: features.features(slowFrames / frames.length),
        tokensPerSlowFrame: plan.tokensPerSlowFrame,
        tokensSpent: plan.tokensSpent,
        // The garbage collector frees the memory of this path.
        release: () => undefined,
      };
    },
  };
}

/** The planned number of fragments of each frame, frames in order. */
function takeFragments(
  frames: readonly FrameRecord[],
  counts: readonly number[],
  fragments: ReadonlyMap<FrameRecord, Float32Array>,
): CpuTokens {
  const rows = counts.reduce((sum, count) => sum + count, 0);
  const data = new Float32Array(rows * SLOW_WIDTH);
  let row = 0;
  frames.forEach((frame, slot) => {
    for (let rank = 0; rank < counts[slot]!; rank++, row++) {
      const from = fragmentCell(rank, frame.index) * SLOW_WIDTH;
      const all = defined(fragments.get(frame), 'the fragments of a frame that yields some');
      data.set(all.subarray(from, from + SLOW_WIDTH), row * SLOW_WIDTH);
    }
  });
  return { kind: 'cpu', rows, width: SLOW_WIDTH, data };
}
