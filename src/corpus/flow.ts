import type { Footage } from './picture';
import { resize } from './picture';
import { subjectShare } from './scenes/scene';

const GREY_WIDTH_PX = 128;
const BLOCK_PX = 8;
const REACH_PX = 6;

/** Mean apparent motion by block matching on small grey frames about 1/10 s apart, in frame diagonals a second. */
export function trackMotion(footage: Footage): number {
  const height = Math.max(BLOCK_PX * 2, Math.round((GREY_WIDTH_PX * footage.height) / footage.width));
  const stride = Math.max(1, Math.round(footage.rate / 10));
  const seconds = stride / footage.rate;
  let previous: Float32Array | undefined;
  let sum = 0;
  let count = 0;
  for (let i = 0; i < footage.frames.length; i += stride) {
    const grey = greyOf(footage, i, height);
    if (previous) {
      sum += matchFrames(previous, grey, GREY_WIDTH_PX, height) / seconds / Math.hypot(GREY_WIDTH_PX, height);
      count++;
    }
    previous = grey;
  }
  return count === 0 ? 0 : sum / count;
}

function greyOf(footage: Footage, index: number, height: number): Float32Array {
  const { data } = resize({ ...footage, data: footage.frames[index]! }, GREY_WIDTH_PX, height);
  const out = new Float32Array(GREY_WIDTH_PX * height);
  for (let p = 0; p < out.length; p++) out[p] = 0.3 * data[p * 3]! + 0.6 * data[p * 3 + 1]! + 0.1 * data[p * 3 + 2]!;
  return out;
}

/** Motion in pixels: the mean of the moving blocks, weighted by the share of the frame that moves. */
function matchFrames(a: Float32Array, b: Float32Array, width: number, height: number): number {
  let moving = 0;
  let total = 0;
  let travelled = 0;
  for (let y = REACH_PX; y + BLOCK_PX + REACH_PX <= height; y += BLOCK_PX) {
    for (let x = REACH_PX; x + BLOCK_PX + REACH_PX <= width; x += BLOCK_PX) {
      total++;
      const still = difference(a, b, width, x, y, 0, 0);
      // A difference below 3 codes per pixel is noise.
      if (still < 3 * BLOCK_PX * BLOCK_PX) continue;
      const distance = bestShift(a, b, width, x, y, still);
      if (distance > 0) {
        moving++;
        travelled += distance;
      }
    }
  }
  return moving === 0 ? 0 : (travelled / moving) * subjectShare(moving / total);
}

function bestShift(a: Float32Array, b: Float32Array, width: number, x: number, y: number, still: number): number {
  let best = still * 0.85;
  let distance = 0;
  for (let dy = -REACH_PX; dy <= REACH_PX; dy++) {
    for (let dx = -REACH_PX; dx <= REACH_PX; dx++) {
      const score = difference(a, b, width, x, y, dx, dy);
      if (score < best) {
        best = score;
        distance = Math.hypot(dx, dy);
      }
    }
  }
  return distance;
}

function difference(
  a: Float32Array,
  b: Float32Array,
  width: number,
  x: number,
  y: number,
  dx: number,
  dy: number,
): number {
  let sum = 0;
  for (let j = 0; j < BLOCK_PX; j++) {
    const p = (y + j) * width + x;
    const q = (y + j + dy) * width + x + dx;
    for (let i = 0; i < BLOCK_PX; i++) sum += Math.abs(a[p + i]! - b[q + i]!);
  }
  return sum;
}
