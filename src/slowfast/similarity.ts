import type { ComparisonFrame } from './cpu/compare';
import { COMPARISON_PATCH_PX } from './geometry';
import type { SlowFastOptions } from './options';
import { patchSums } from './cpu/patch-sums';

/** How many patches count, and how many of those are similar. */
export interface PatchCount {
  readonly similar: number;
  readonly counted: number;
}

/** Thresholds as integers, so that CPU and GPU cannot disagree on a patch that lies on the line. */
export interface Thresholds {
  readonly measure: SlowFastOptions['measure'];
  /** cos^2 in 24-bit fixed point. */
  readonly cosineSquared: number;
  /** A patch is similar when its sum of absolute luma differences is below this. */
  readonly lumaSum: number;
  /** A frame is fast when similar * 2^20 > this * counted. */
  readonly frame: number;
}

export const COSINE_BITS = 24;
export const FRAME_BITS = 20;
const PATCH_PIXELS = COMPARISON_PATCH_PX * COMPARISON_PATCH_PX;

export function thresholdsOf(options: SlowFastOptions): Thresholds {
  return {
    measure: options.measure,
    cosineSquared: Math.round(options.patchCosine ** 2 * 2 ** COSINE_BITS),
    lumaSum: Math.ceil(options.lumaDifference * PATCH_PIXELS),
    // Rounded up: a fraction of up to 256 patches that equals the threshold must not exceed it.
    frame: Math.ceil(options.frameSimilarity * 2 ** FRAME_BITS),
  };
}

/** Fraction of similar patches; 1 where no patch counts (two black frames are alike). */
export function similarityOf({ similar, counted }: PatchCount): number {
  return counted === 0 ? 1 : similar / counted;
}

export function isFast({ similar, counted }: PatchCount, { frame }: Thresholds): boolean {
  return counted === 0 ? 2 ** FRAME_BITS > frame : similar * 2 ** FRAME_BITS > frame * counted;
}

/** Compares two frames of one size, patch by patch. `sums` are theirs by the thresholds' measure. */
export function countSimilar(
  a: ComparisonFrame,
  b: ComparisonFrame,
  thresholds: Thresholds,
  sums = patchSums(a, b, thresholds.measure),
): PatchCount {
  const { measure, lumaSum, cosineSquared } = thresholds;
  let similar = 0;
  let counted = 0;
  for (let patch = 0; patch < sums.length; patch++) {
    const sum = sums[patch]!;
    if (measure === 'luma') {
      counted++;
      if (sum < lumaSum) similar++;
      continue;
    }
    const energyA = a.energies[patch]!;
    const energyB = b.energies[patch]!;
    // Norms are square roots of integers: below 0.01 means 0. One that is 0 alone has cosine 0.
    if (energyA === 0 && energyB === 0) continue;
    counted++;
    if (cosineExceeds(sum, energyA, energyB, cosineSquared)) similar++;
  }
  return { similar, counted };
}

/**
 * What the decision on each patch rests on, row-major into `values`: the cosine of the two HSV patches (0..1), or for
 * `luma` the mean |luma difference| in code values. NaN where neither patch holds anything, which counts for nothing.
 */
export function measurePatches(
  a: ComparisonFrame,
  b: ComparisonFrame,
  measure: SlowFastOptions['measure'],
  values: Float32Array,
): void {
  const sums = patchSums(a, b, measure);
  for (let patch = 0; patch < values.length; patch++) {
    const sum = sums[patch]!;
    const energyA = a.energies[patch]!;
    const energyB = b.energies[patch]!;
    if (measure === 'luma') values[patch] = sum / PATCH_PIXELS;
    else if (energyA + energyB === 0) values[patch] = NaN;
    else values[patch] = sum === 0 ? 0 : sum / Math.sqrt(energyA * energyB);
  }
}

/**
 * dot / sqrt(energyA * energyB) > c, decided as dot^2 * 2^24 > c^2 * energyA * energyB. Doubles settle every case but
 * a near tie, which whole numbers decide: the shader multiplies exactly, in 32-bit limbs.
 */
export function cosineExceeds(dot: number, energyA: number, energyB: number, cosineSquared: number): boolean {
  const left = dot * dot * 2 ** COSINE_BITS;
  const right = energyA * energyB * cosineSquared;
  if (Math.abs(left - right) > 1e-12 * (left + right)) return left > right;
  return (BigInt(dot) ** 2n) << BigInt(COSINE_BITS) > BigInt(energyA) * BigInt(energyB) * BigInt(cosineSquared);
}
