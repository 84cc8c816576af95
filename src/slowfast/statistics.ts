import { BLOCK_PX } from './geometry';
import { PATCH_AREA, PATCH_PX } from './tokens';

/** Bounds of what counts as clipped, and the steepest gradient that counts as flat, in code values. */
export const CLIPPED_LOW = 2;
export const CLIPPED_HIGH = 253;
export const FLAT_BELOW = 2;

/** What the statistics of a fast patch are taken from; [16][16] each, in code values. */
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
 * PATCH_STATISTICS into `out` from `start` on. The gradient runs over the 480 pairs of neighbours inside the patch, the
 * chroma difference is the mean of both signals'.
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

/**
 * SLOW_STATISTICS into `out` from `start` on. `luma` is one fragment's, [16][16] in code values, `chromaDistance` the
 * mean length of (B - Y, R - Y). A step across the middle column (row) stands against the mean step of all, both as
 * ln1p: it is above 0 where a codec's 8 px blocks show, because fragments start at multiples of 8.
 */
export function slowStatistics(luma: Float64Array, chromaDistance: number, out: Float32Array, start: number): void {
  const mean = meanOf(luma);
  const across = Math.log1p(meanStep(luma, 1, 0));
  const down = Math.log1p(meanStep(luma, 0, 1));
  out[start] = Math.log1p(meanLaplacian(luma));
  out[start + 1] = across;
  out[start + 2] = down;
  out[start + 3] = Math.log1p((meanStep(luma, 2, 0) + meanStep(luma, 0, 2)) / 2);
  out[start + 4] = Math.log1p((meanStep(luma, 4, 0) + meanStep(luma, 0, 4)) / 2);
  out[start + 5] = Math.log1p(deviation(luma, mean));
  out[start + 6] = mean / 255;
  out[start + 7] = flatFraction(luma);
  out[start + 8] = clippedFraction(luma);
  out[start + 9] = Math.log1p(chromaDistance);
  out[start + 10] = Math.log1p(blockStep(luma, 1, PATCH_PX)) - across;
  out[start + 11] = Math.log1p(blockStep(luma, PATCH_PX, 1)) - down;
}

function meanOf(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < PATCH_AREA; i++) sum += values[i]!;
  return sum / PATCH_AREA;
}

export function meanAbsolute(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < PATCH_AREA; i++) sum += Math.abs(values[i]!);
  return sum / PATCH_AREA;
}

function deviation(values: Float64Array, mean: number): number {
  let sum = 0;
  for (let i = 0; i < PATCH_AREA; i++) sum += (values[i]! - mean) ** 2;
  return Math.sqrt(sum / PATCH_AREA);
}

/** Mean absolute difference of all pairs inside the patch that lie dx columns and dy rows apart. */
function meanStep(values: Float64Array, dx: number, dy: number): number {
  let sum = 0;
  for (let y = 0; y < PATCH_PX - dy; y++) {
    for (let x = 0; x < PATCH_PX - dx; x++) {
      sum += Math.abs(values[(y + dy) * PATCH_PX + x + dx]! - values[y * PATCH_PX + x]!);
    }
  }
  return sum / ((PATCH_PX - dx) * (PATCH_PX - dy));
}

/** Over the inner 14x14 pixels, which have four neighbours. */
function meanLaplacian(values: Float64Array): number {
  let sum = 0;
  for (let y = 1; y < PATCH_PX - 1; y++) {
    for (let x = 1; x < PATCH_PX - 1; x++) {
      const i = y * PATCH_PX + x;
      sum += Math.abs(4 * values[i]! - values[i - 1]! - values[i + 1]! - values[i - PATCH_PX]! - values[i + PATCH_PX]!);
    }
  }
  return sum / (PATCH_PX - 2) ** 2;
}

/** Over the 15x15 pixels that have a right and a lower neighbour. */
function flatFraction(values: Float64Array): number {
  let flat = 0;
  for (let y = 0; y < PATCH_PX - 1; y++) {
    for (let x = 0; x < PATCH_PX - 1; x++) {
      const i = y * PATCH_PX + x;
      const right = Math.abs(values[i + 1]! - values[i]!);
      const below = Math.abs(values[i + PATCH_PX]! - values[i]!);
      if (right < FLAT_BELOW && below < FLAT_BELOW) flat++;
    }
  }
  return flat / (PATCH_PX - 1) ** 2;
}

function clippedFraction(values: Float64Array): number {
  let clipped = 0;
  for (let i = 0; i < PATCH_AREA; i++) if (values[i]! <= CLIPPED_LOW || values[i]! >= CLIPPED_HIGH) clipped++;
  return clipped / PATCH_AREA;
}

/** Mean absolute step between lines 7 and 8; `across` leads to the next line, `along` runs on it. */
function blockStep(values: Float64Array, across: number, along: number): number {
  let sum = 0;
  for (let k = 0; k < PATCH_PX; k++) {
    const i = BLOCK_PX * across + k * along;
    sum += Math.abs(values[i]! - values[i - across]!);
  }
  return sum / PATCH_PX;
}
