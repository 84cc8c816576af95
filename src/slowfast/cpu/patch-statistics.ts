import { PATCH_AREA, PATCH_PX } from '../tokens';

/** The input of a fast patch's statistics; [16][16] each, in code values. */
export interface FastPatch {
  readonly luma: Float64Array;
  /** First and second temporal differences of luma. */
  readonly d1: Float64Array;
  readonly d2: Float64Array;
  /** First temporal differences of the colour-difference signals B - Y and R - Y. */
  readonly blueD1: Float64Array;
  readonly redD1: Float64Array;
}

/**
 * Writes PATCH_STATISTICS to `out` from `start` on. The gradient is the mean over the 480 pairs of neighbours inside
 * the patch; the chroma difference is the mean of both signals.
 */
export function fastStatistics(patch: FastPatch, out: Float32Array, start: number): void {
  const { d1, luma } = patch;
  let largest = 0;
  let signed = 0;
  for (let i = 0; i < PATCH_AREA; i++) {
    signed += d1[i]!;
    largest = Math.max(largest, Math.abs(d1[i]!));
  }
  const chroma = (meanAbsolute(patch.blueD1) + meanAbsolute(patch.redD1)) / 2;
  const mean = meanOf(luma);
  out[start] = Math.log1p(meanAbsolute(d1));
  out[start + 1] = Math.log1p(meanAbsolute(patch.d2));
  out[start + 2] = Math.log1p(largest);
  out[start + 3] = signed / PATCH_AREA / 16;
  out[start + 4] = mean / 255;
  out[start + 5] = Math.log1p(deviation(luma, mean));
  out[start + 6] = Math.log1p((meanStep(luma, 1, 0) + meanStep(luma, 0, 1)) / 2);
  out[start + 7] = Math.log1p(chroma);
}

export function meanOf(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < PATCH_AREA; i++) sum += values[i]!;
  return sum / PATCH_AREA;
}

export function meanAbsolute(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < PATCH_AREA; i++) sum += Math.abs(values[i]!);
  return sum / PATCH_AREA;
}

export function deviation(values: Float64Array, mean: number): number {
  let sum = 0;
  for (let i = 0; i < PATCH_AREA; i++) sum += (values[i]! - mean) ** 2;
  return Math.sqrt(sum / PATCH_AREA);
}

/** Mean absolute difference of all pairs inside the patch that lie dx columns and dy rows apart. */
export function meanStep(values: Float64Array, dx: number, dy: number): number {
  let sum = 0;
  for (let y = 0; y < PATCH_PX - dy; y++) {
    for (let x = 0; x < PATCH_PX - dx; x++) {
      sum += Math.abs(values[(y + dy) * PATCH_PX + x + dx]! - values[y * PATCH_PX + x]!);
    }
  }
  return sum / ((PATCH_PX - dx) * (PATCH_PX - dy));
}
