import { CLIPPED_HIGH, CLIPPED_LOW, COHERENCE_FLOOR, CONTRAST_FLOOR, FLAT_BELOW, NORMALISE_REACH } from '../constants';
import { BLOCK_PX } from '../geometry';
import { deviation, meanOf, meanStep } from './patch-statistics';
import { PATCH_AREA, PATCH_PX } from '../tokens';

/** The input of a fragment's statistics; [16][16] each, in code values. */
export interface Fragment {
  readonly luma: Float64Array;
  /** Colour differences B - Y and R - Y. */
  readonly blue: Float64Array;
  readonly red: Float64Array;
}

/**
 * Writes SLOW_STATISTICS to `out` from `start` on. The step across the middle column (row) is compared with the mean
 * step of all, both as ln1p. It is above 0 where a codec's 8 px blocks are visible, because fragments start at
 * multiples of 8.
 */
export function slowStatistics({ luma, blue, red }: Fragment, out: Float32Array, start: number): void {
  const mean = meanOf(luma);
  const across = Math.log1p(meanStep(luma, 1, 0));
  const down = Math.log1p(meanStep(luma, 0, 1));
  const inner = innerMeans(luma);
  const meanBlue = meanOf(blue);
  const meanRed = meanOf(red);
  out[start] = Math.log1p(inner.laplacian);
  out[start + 1] = across;
  out[start + 2] = down;
  out[start + 3] = Math.log1p((meanStep(luma, 2, 0) + meanStep(luma, 0, 2)) / 2);
  out[start + 4] = Math.log1p((meanStep(luma, 4, 0) + meanStep(luma, 0, 4)) / 2);
  out[start + 5] = Math.log1p(deviation(luma, mean));
  out[start + 6] = mean / 255;
  out[start + 7] = flatFraction(luma);
  out[start + 8] = clippedFraction(luma);
  out[start + 9] = Math.log1p(chromaDistance(blue, red));
  out[start + 10] = Math.log1p(blockStep(luma, 1, PATCH_PX)) - across;
  out[start + 11] = Math.log1p(blockStep(luma, PATCH_PX, 1)) - down;
  out[start + 12] = Math.log1p(largestStep(luma, 1, 0));
  out[start + 13] = Math.log1p(largestStep(luma, 0, 1));
  out[start + 14] = Math.log1p(largestStep(luma, 4, 0));
  out[start + 15] = Math.log1p(largestStep(luma, 0, 4));
  out[start + 16] = Math.log1p(inner.across);
  out[start + 17] = Math.log1p(inner.down);
  out[start + 18] = Math.log1p(inner.noise);
  out[start + 19] = coherence(luma);
  out[start + 20] = Math.log1p(flattestQuarter(luma));
  out[start + 21] = normalisedDeviation(luma);
  out[start + 22] = meanBlue / 128;
  out[start + 23] = meanRed / 128;
  out[start + 24] = Math.log1p(Math.hypot(deviation(blue, meanBlue), deviation(red, meanRed)));
}

/** Means over the inner 14x14 pixels, which have eight neighbours, of |second differences| and their combinations. */
function innerMeans(values: Float64Array): { laplacian: number; across: number; down: number; noise: number } {
  const sums = { laplacian: 0, across: 0, down: 0, noise: 0 };
  const secondAcross = (i: number): number => values[i - 1]! - 2 * values[i]! + values[i + 1]!;
  for (let y = 1; y < PATCH_PX - 1; y++) {
    for (let x = 1; x < PATCH_PX - 1; x++) {
      const i = y * PATCH_PX + x;
      const across = secondAcross(i);
      const down = values[i - PATCH_PX]! - 2 * values[i]! + values[i + PATCH_PX]!;
      sums.laplacian += Math.abs(across + down);
      sums.across += Math.abs(across);
      sums.down += Math.abs(down);
      sums.noise += Math.abs(secondAcross(i - PATCH_PX) - 2 * across + secondAcross(i + PATCH_PX));
    }
  }
  const count = (PATCH_PX - 2) ** 2;
  const { laplacian, across, down, noise } = sums;
  return { laplacian: laplacian / count, across: across / count, down: down / count, noise: noise / count };
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

function chromaDistance(blue: Float64Array, red: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < PATCH_AREA; i++) sum += Math.sqrt(blue[i]! ** 2 + red[i]! ** 2);
  return sum / PATCH_AREA;
}

/**
 * Mean absolute step between lines 7 and 8. `across` is the stride to the next line, `along` the stride within a line.
 */
function blockStep(values: Float64Array, across: number, along: number): number {
  let sum = 0;
  for (let k = 0; k < PATCH_PX; k++) {
    const i = BLOCK_PX * across + k * along;
    sum += Math.abs(values[i]! - values[i - across]!);
  }
  return sum / PATCH_PX;
}

/** Largest absolute difference of all pairs inside the fragment that lie dx columns and dy rows apart. */
function largestStep(values: Float64Array, dx: number, dy: number): number {
  let largest = 0;
  for (let y = 0; y < PATCH_PX - dy; y++) {
    for (let x = 0; x < PATCH_PX - dx; x++) {
      largest = Math.max(largest, Math.abs(values[(y + dy) * PATCH_PX + x + dx]! - values[y * PATCH_PX + x]!));
    }
  }
  return largest;
}

/**
 * How far the gradients share one direction: (a - b) / (a + b) of the structure tensor's eigenvalues a >= b, from
 * central differences.
 */
function coherence(values: Float64Array): number {
  let [xx, yy, xy] = [0, 0, 0];
  for (let y = 1; y < PATCH_PX - 1; y++) {
    for (let x = 1; x < PATCH_PX - 1; x++) {
      const i = y * PATCH_PX + x;
      const across = (values[i + 1]! - values[i - 1]!) / 2;
      const down = (values[i + PATCH_PX]! - values[i - PATCH_PX]!) / 2;
      xx += across * across;
      yy += down * down;
      xy += across * down;
    }
  }
  const count = (PATCH_PX - 2) ** 2;
  return Math.hypot(xx - yy, 2 * xy) / (xx + yy + count * COHERENCE_FLOOR);
}

/** Least standard deviation of the four 8x8 quarters: in the flattest one it measures noise alone. */
function flattestQuarter(values: Float64Array): number {
  const side = PATCH_PX / 2;
  let least = Infinity;
  for (const corner of [0, side, side * PATCH_PX, side * PATCH_PX + side]) {
    let mean = 0;
    for (let k = 0; k < side * side; k++) mean += values[corner + Math.floor(k / side) * PATCH_PX + (k % side)]!;
    mean /= side * side;
    let sum = 0;
    for (let k = 0; k < side * side; k++) {
      sum += (values[corner + Math.floor(k / side) * PATCH_PX + (k % side)]! - mean) ** 2;
    }
    least = Math.min(least, Math.sqrt(sum / side ** 2));
  }
  return least;
}

/**
 * Root mean square of (value - mean) / (deviation + floor), with mean and deviation over the square around each pixel.
 */
function normalisedDeviation(values: Float64Array): number {
  const count = (2 * NORMALISE_REACH + 1) ** 2;
  let total = 0;
  for (let y = NORMALISE_REACH; y < PATCH_PX - NORMALISE_REACH; y++) {
    for (let x = NORMALISE_REACH; x < PATCH_PX - NORMALISE_REACH; x++) {
      const middle = values[y * PATCH_PX + x]!;
      let sum = 0;
      let squares = 0;
      for (let dy = -NORMALISE_REACH; dy <= NORMALISE_REACH; dy++) {
        for (let dx = -NORMALISE_REACH; dx <= NORMALISE_REACH; dx++) {
          const away = values[(y + dy) * PATCH_PX + x + dx]! - middle;
          sum += away;
          squares += away * away;
        }
      }
      const shift = sum / count;
      const spread = Math.sqrt(Math.max(0, squares / count - shift * shift));
      total += (shift / (spread + CONTRAST_FLOOR)) ** 2;
    }
  }
  return Math.sqrt(total / (PATCH_PX - 2 * NORMALISE_REACH) ** 2);
}
