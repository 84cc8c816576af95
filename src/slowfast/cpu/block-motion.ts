import { CODE_STEPS, COARSE_STEP_COST, FINE_STEP_COST, SEARCH_CELLS } from '../constants';
import { COARSE_MARGIN, COARSE_STRIDE, FINE_MARGIN, FINE_STRIDE } from './motion-frame';
import type { MotionFrame } from './motion-frame';
import { MOTION_BLOCK_PX, MOTION_BLOCKS, MOTION_GRID } from '../tokens';

/** How each of the 8x8 blocks of a frame moved since another frame, row-major. */
export interface BlockMotion {
  /** Velocity in 128ths of the picture's width and height, to a fraction of one: where the block came from, negated. */
  readonly vx: Float64Array;
  readonly vy: Float64Array;
  /** Mean |luma difference| at the best match, to whole 128ths, and without motion, code values of the video's range. */
  readonly moved: Float64Array;
  readonly unmoved: Float64Array;
}

/** Motion from `since` to `now`, by block matching. */
export type BlockMatcher = (now: MotionFrame, since: MotionFrame) => BlockMotion;

/** A sampled frame asks for three: its step, the step before, and from the sampled frame before it. */
const RESULTS_KEPT = 3;

/**
 * `matchBlocks` with its last few results cached: in a clip of few frames the next sampled frame asks again, and so does a
 * repeated frame. The cache is counted and does not hang on the frames: a result kept by frame that names the frame before
 * it would keep all of a clip's frames in memory.
 */
export function createBlockMatcher(): BlockMatcher {
  let kept: { readonly now: MotionFrame; readonly since: MotionFrame; readonly motion: BlockMotion }[] = [];
  return (now, since) => {
    const found = kept.find((each) => each.now === now && each.since === since);
    const result = found ?? { now, since, motion: matchBlocks(now, since) };
    kept = [result, ...kept.filter((each) => each !== found)].slice(0, RESULTS_KEPT);
    return result.motion;
  };
}

const COARSE_SIDE = MOTION_BLOCK_PX / 2;
const SEARCH_SIDE = 2 * SEARCH_CELLS + 1;

/**
 * Block matching: every offset within SEARCH_CELLS at half resolution, then one step about twice the best and about zero
 * at full resolution, then a fraction of a step from the sums beside the best. Sums are integers and ties go to the first
 * candidate, so every machine finds the same blocks.
 */
export function matchBlocks(now: MotionFrame, since: MotionFrame): BlockMotion {
  const out: BlockMotion = {
    vx: new Float64Array(MOTION_BLOCKS),
    vy: new Float64Array(MOTION_BLOCKS),
    moved: new Float64Array(MOTION_BLOCKS),
    unmoved: new Float64Array(MOTION_BLOCKS),
  };
  const scale = MOTION_BLOCK_PX * MOTION_BLOCK_PX * CODE_STEPS;
  for (let block = 0; block < MOTION_BLOCKS; block++) {
    const column = block % MOTION_GRID;
    const row = Math.floor(block / MOTION_GRID);
    const at = (row * MOTION_BLOCK_PX + FINE_MARGIN) * FINE_STRIDE + column * MOTION_BLOCK_PX + FINE_MARGIN;
    const sumAt = (dx: number, dy: number, limit: number): number =>
      difference(now.fine, since.fine, FINE_STRIDE, MOTION_BLOCK_PX, at, at + dy * FINE_STRIDE + dx, limit);
    const best = refine(searchCoarse(now.coarse, since.coarse, row, column), sumAt);
    out.unmoved[block] = sumAt(0, 0, Infinity) / scale;
    out.moved[block] = best.sum / scale;
    const { dx, dy, sum } = best;
    // Content came from (dx, dy): it moved the other way.
    out.vx[block] = -(dx + fraction(sumAt(dx - 1, dy, Infinity), sum, sumAt(dx + 1, dy, Infinity)));
    out.vy[block] = -(dy + fraction(sumAt(dx, dy - 1, Infinity), sum, sumAt(dx, dy + 1, Infinity)));
  }
  return out;
}

interface Place {
  readonly dx: number;
  readonly dy: number;
}

function searchCoarse(now: Int16Array, since: Int16Array, row: number, column: number): Place {
  const at = (row * COARSE_SIDE + COARSE_MARGIN) * COARSE_STRIDE + column * COARSE_SIDE + COARSE_MARGIN;
  // Zero motion first: its cost bounds the others, most of which then stop after a row or two.
  const still = (SEARCH_SIDE * SEARCH_SIDE - 1) / 2;
  let bestCost = difference(now, since, COARSE_STRIDE, COARSE_SIDE, at, at, Infinity);
  let best = still;
  for (let candidate = 0; candidate < SEARCH_SIDE * SEARCH_SIDE; candidate++) {
    const dx = (candidate % SEARCH_SIDE) - SEARCH_CELLS;
    const dy = Math.floor(candidate / SEARCH_SIDE) - SEARCH_CELLS;
    const steps = COARSE_STEP_COST * (Math.abs(dx) + Math.abs(dy));
    const from = at + dy * COARSE_STRIDE + dx;
    const cost = steps + difference(now, since, COARSE_STRIDE, COARSE_SIDE, at, from, bestCost - steps);
    if (cost < bestCost || (cost === bestCost && candidate < best)) {
      bestCost = cost;
      best = candidate;
    }
  }
  return { dx: (best % SEARCH_SIDE) - SEARCH_CELLS, dy: Math.floor(best / SEARCH_SIDE) - SEARCH_CELLS };
}

function refine(
  coarse: Place,
  sumAt: (dx: number, dy: number, limit: number) => number,
): Place & { readonly sum: number } {
  let best = { dx: 0, dy: 0, sum: 0 };
  let bestCost = Infinity;
  for (let candidate = 0; candidate < 18; candidate++) {
    const about = candidate < 9 ? 0 : 2;
    const dx = about * coarse.dx + (candidate % 3) - 1;
    const dy = about * coarse.dy + (Math.floor(candidate / 3) % 3) - 1;
    const steps = FINE_STEP_COST * (Math.abs(dx) + Math.abs(dy));
    const sum = sumAt(dx, dy, bestCost - steps);
    if (sum + steps < bestCost) {
      best = { dx, dy, sum };
      bestCost = sum + steps;
    }
  }
  return best;
}

/**
 * The subpixel offset of the best match, -0.5..0.5, from the sums beside the best integer offset. Away from the true
 * offset, sums of absolute differences grow linearly, so the steeper side gives the slope of both; a sum that is small
 * for its slope lies close to it.
 */
function fraction(left: number, middle: number, right: number): number {
  const slope = Math.max(left, right) - middle;
  if (slope <= 0) return 0;
  const reach = Math.min(0.5, middle / slope);
  return Math.max(-reach, Math.min(reach, (0.5 * (left - right)) / slope));
}

/** Sum of |a - b| over a square. Stops after the row that exceeds `limit`; the caller then only needs a larger number. */
function difference(
  a: Int16Array,
  b: Int16Array,
  stride: number,
  side: number,
  atA: number,
  atB: number,
  limit: number,
): number {
  let sum = 0;
  for (let row = 0; row < side && sum <= limit; row++) {
    const fromA = atA + row * stride;
    const fromB = atB + row * stride;
    for (let column = 0; column < side; column++) {
      sum = (sum + Math.abs(a[fromA + column]! - b[fromB + column]!)) | 0;
    }
  }
  return sum;
}
