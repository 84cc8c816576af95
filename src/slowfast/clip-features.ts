import type { FrameHistory } from './history';
import { CLIP_FEATURES } from './tokens';

/** Mean |d1| and |d2| of a frame's luma, code values; 0 where the previous frames are missing. */
export interface MeanDifferences {
  readonly d1: number;
  readonly d2: number;
}

/** Collects CLIP_FEATURES of one window, one sampled frame at a time. */
export interface ClipFeatures {
  /** `step` as `stepOf` gives it. */
  add(step: number | undefined, differences: MeanDifferences): void;
  features(fractionSlow: number): Float32Array;
}

/**
 * Seconds since the previous frame, for a `history` from `comparableHistory`. Undefined where there is no second difference;
 * the zeros at the start of a clip would lower the means.
 */
export function stepOf({ frame, previous, beforePrevious }: FrameHistory): number | undefined {
  return previous && beforePrevious && frame.timestamp - previous.timestamp;
}

export function createClipFeatures(): ClipFeatures {
  let sampledFrames = 0;
  let d1 = 0;
  let d2 = 0;
  let step = 0;
  return {
    add: (stepHere, differences) => {
      if (stepHere === undefined) return;
      sampledFrames++;
      d1 += differences.d1;
      d2 += differences.d2;
      step += stepHere;
    },
    features: (fractionSlow) => {
      const n = Math.max(1, sampledFrames);
      const features = Float32Array.of(Math.log1p(d1 / n), Math.log1p(d2 / n), step / n, fractionSlow);
      return features.subarray(0, CLIP_FEATURES.length);
    },
  };
}
