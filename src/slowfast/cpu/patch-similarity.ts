import { COSINE_BITS, FRAME_BITS } from '../constants';
import type { SlowFastOptions } from '../options';
import type { PatchCount, Thresholds } from '../thresholds';
import { COMPARISON_PATCH_PIXELS } from '../thresholds';
import type { ComparisonFrame } from './compare';
import { patchSums } from './patch-sums';

export function isFast({ similar, counted }: PatchCount, { frame }: Thresholds): boolean {
  return counted === 0 ? 2 ** FRAME_BITS > frame : similar * 2 ** FRAME_BITS > frame * counted;
}

/** Compares two frames of one size, patch by patch. `sums` are their patch sums under the thresholds' measure. */
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
    // Keye-VL skips patches whose norms are both below 0.01. Norms are square roots of integers, so that means 0.
    if (energyA === 0 && energyB === 0) continue;
    counted++;
    if (cosineExceeds(sum, energyA, energyB, cosineSquared)) similar++;
  }
  return { similar, counted };
}

/**
 * Writes the measure of each patch to `values`, row-major: the cosine of the two HSV patches (0..1), or for `luma` the
 * mean |luma difference| in code values. NaN where both patches are black: such a patch does not count.
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
    if (measure === 'luma') values[patch] = sum / COMPARISON_PATCH_PIXELS;
    else if (energyA + energyB === 0) values[patch] = NaN;
    else values[patch] = sum === 0 ? 0 : sum / Math.sqrt(energyA * energyB);
  }
}

/**
 * dot / sqrt(energyA * energyB) > c, decided as dot^2 * 2^24 > c^2 * energyA * energyB. Doubles decide every case but
 * a near tie, which big integers decide: the shader multiplies exactly, in 32-bit limbs.
 */
export function cosineExceeds(dot: number, energyA: number, energyB: number, cosineSquared: number): boolean {
  const left = dot * dot * 2 ** COSINE_BITS;
  const right = energyA * energyB * cosineSquared;
  if (Math.abs(left - right) > 1e-12 * (left + right)) return left > right;
  return (BigInt(dot) ** 2n) << BigInt(COSINE_BITS) > BigInt(energyA) * BigInt(energyB) * BigInt(cosineSquared);
}
