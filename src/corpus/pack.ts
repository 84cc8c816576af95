import type { Random } from '../base';
import { defined } from '../base';
import type { PlanarFrame, SampledFrame } from '../media';
import { chromaHeight, chromaWidth, untaggedColour } from '../media';
import type { PackedWindow } from '../slowfast';
import { DEFAULT_SLOWFAST, FAST_TOKENS, FAST_WIDTH, SLOW_WIDTH, createCpuPacker } from '../slowfast';
import type { PackedTokens } from './clip';
import { FAST_SCALE, SLOW_SCALE, toFixed } from './fixed';
import { toI420 } from './i420';
import type { Footage } from './picture';

/** Sampled frames per second (Q-Save 4.2.1). */
export const SAMPLING_RATE = 8;

/**
 * Tokens stored per clip: enough for the random draw of a step, and the fragments of a full window. A shorter window
 * can have more, of which some are dropped.
 */
export const MAX_FAST_FRAMES = 12;
export const MAX_SLOW_ROWS = 576;

/**
 * Packs a clip as scoring does, then keeps MAX_FAST_FRAMES sampled frames spread over its first window and at most
 * MAX_SLOW_ROWS of its fragments, drawn at random and in order.
 */
export async function packClip(footage: Footage, random: Random): Promise<PackedTokens> {
  const packer = createCpuPacker(DEFAULT_SLOWFAST);
  let window: PackedWindow | undefined;
  for (const sample of samplesOf(footage)) {
    const pushed = await packer.push(sample);
    if (!pushed.ok) throw new Error(pushed.error.message);
    window = pushed.value;
    if (window) break;
  }
  if (!window) {
    const last = await packer.finish();
    if (!last.ok) throw new Error(last.error.message);
    window = last.value;
  }
  const packed = keepRows(defined(window, 'the packed window'), random);
  packer.dispose();
  return packed;
}

function keepRows(window: PackedWindow, random: Random): PackedTokens {
  const { fast, slow, clip } = window;
  if (fast.kind !== 'cpu' || slow.kind !== 'cpu') throw new Error('the CPU packer gave GPU tokens');
  const sampledFrames = fast.rows / FAST_TOKENS;
  const kept = Math.min(MAX_FAST_FRAMES, sampledFrames);
  const fastRows: number[] = [];
  for (let k = 0; k < kept; k++) {
    const sample = kept === 1 ? 0 : Math.round((k * (sampledFrames - 1)) / (kept - 1));
    for (let i = 0; i < FAST_TOKENS; i++) fastRows.push(sample * FAST_TOKENS + i);
  }
  const all = Array.from({ length: slow.rows }, (_, i) => i);
  const slowRows =
    all.length <= MAX_SLOW_ROWS
      ? all
      : random
          .shuffle(all)
          .slice(0, MAX_SLOW_ROWS)
          .sort((a, b) => a - b);
  return {
    fastRows: fastRows.length,
    fast: toFixed(fast.data, fastRows, FAST_WIDTH, FAST_SCALE),
    slowRows: slowRows.length,
    slow: toFixed(slow.data, slowRows, SLOW_WIDTH, SLOW_SCALE),
    clip: Float32Array.from(clip),
  };
}

/** The sampled frames of this clip: the last frame with time stamp <= k / 8 s. */
export function* samplesOf(footage: Footage): Generator<SampledFrame> {
  const { width, height, rate, frames } = footage;
  const known = new Map<number, PlanarFrame>();
  const frame = (index: number): PlanarFrame | undefined => {
    if (index < 0) return undefined;
    const cached = known.get(index);
    if (cached) return cached;
    const made = toPlanar(frames[index]!, width, height, index / rate);
    known.set(index, made);
    known.delete(index - 8);
    return made;
  };
  let last = -1;
  for (let k = 0; k / SAMPLING_RATE < frames.length / rate; k++) {
    // Tolerance, because 1/24 is not exact in binary: 24/24 s must find frame 24.
    const index = Math.min(frames.length - 1, Math.floor((k / SAMPLING_RATE) * rate + 1e-6));
    yield {
      index: k,
      instant: k / SAMPLING_RATE,
      frame: defined(frame(index), 'the frame at an instant'),
      previous: frame(index - 1),
      beforePrevious: frame(index - 2),
      duplicate: index === last,
    };
    last = index;
  }
}

function toPlanar(rgb: Uint8Array, width: number, height: number, timestamp: number): PlanarFrame {
  const colour = untaggedColour(height);
  const planes = toI420(rgb, width, height, colour.matrix);
  const luma = width * height;
  const chroma = chromaWidth(width) * chromaHeight(height);
  return {
    width,
    height,
    y: planes.subarray(0, luma),
    u: planes.subarray(luma, luma + chroma),
    v: planes.subarray(luma + chroma),
    colour,
    timestamp,
  };
}
