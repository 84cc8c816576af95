import type { MeanDifferences } from './fast-tokens';
import type { FrameHistory } from './history';
import { CLIP_FEATURES } from '../tokens';

/** Gathers CLIP_FEATURES of one window, moment by moment. */
export interface ClipFeatures {
  /** `step` as `stepOf` gives it. */
  add(step: number | undefined, differences: MeanDifferences): void;
  features(fractionSlow: number): Float32Array;
}

/**
 * Seconds since the frame before, of a history that `comparableHistory` gave; undefined where there is no true second
 * difference: the zeros of a clip's start would water the means down.
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
