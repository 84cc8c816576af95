import { COSINE_BITS, FRAME_BITS } from './constants';
import { COMPARISON_PATCH_PX } from './geometry';
import type { SlowFastOptions } from './options';

/** How many patches count, and how many of those are similar. */
export interface PatchCount {
  readonly similar: number;
  readonly counted: number;
}

/** Thresholds as integers, so that the CPU and the GPU decide equally on a patch that lies on a threshold. */
export interface Thresholds {
  readonly measure: SlowFastOptions['measure'];
  /** cos^2 in 24-bit fixed point. */
  readonly cosineSquared: number;
  /** A patch is similar when its sum of absolute luma differences is below this. */
  readonly lumaSum: number;
  /** A frame is fast when similar * 2^20 > this * counted. */
  readonly frame: number;
}

export const COMPARISON_PATCH_PIXELS = COMPARISON_PATCH_PX * COMPARISON_PATCH_PX;

export function thresholdsOf(options: SlowFastOptions): Thresholds {
  return {
    measure: options.measure,
    cosineSquared: Math.round(options.patchCosine ** 2 * 2 ** COSINE_BITS),
    lumaSum: Math.ceil(options.lumaDifference * COMPARISON_PATCH_PIXELS),
    // Rounded up: a fraction of up to 256 patches that equals the threshold must not exceed it.
    frame: Math.ceil(options.frameSimilarity * 2 ** FRAME_BITS),
  };
}

/** Fraction of similar patches; 1 where no patch counts (two black frames are similar). */
export function similarityOf({ similar, counted }: PatchCount): number {
  return counted === 0 ? 1 : similar / counted;
}
