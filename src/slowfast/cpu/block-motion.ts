import { CODE_STEPS, COARSE_MARGIN, COARSE_STRIDE, FINE_MARGIN, FINE_STRIDE, SEARCH_CELLS } from './motion-frame';
import type { MotionFrame } from './motion-frame';
import { MOTION_BLOCK_PX, MOTION_BLOCKS, MOTION_GRID } from '../tokens';

/**
 * What a step away from no motion must gain, in steps of a code value over the block: among equals, and in noise on a
 * flat wall, the nearest match is the true one.
 */
export const COARSE_STEP_COST = 15;
export const FINE_STEP_COST = 50;

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

/** A moment asks for three: its step, the step before, and from the moment before. */
const ANSWERS_KEPT = 3;

/**
 * `matchBlocks` that keeps its last few answers: a slow clip asks again as the next moment's past, and a repeated frame
 * asks the same once more. They are counted, not kept with the frames: an answer by frame that names the frame before
 * would keep a clip's whole past alive.
 */
export function createBlockMatcher(): BlockMatcher {
  let kept: { readonly now: MotionFrame; readonly since: MotionFrame; readonly motion: BlockMotion }[] = [];
  return (now, since) => {
    const found = kept.find((each) => each.now === now && each.since === since);
    const answer = found ?? { now, since, motion: matchBlocks(now, since) };
    kept = [answer, ...kept.filter((each) => each !== found)].slice(0, ANSWERS_KEPT);
    return answer.motion;
  };
}

const COARSE_SIDE = MOTION_BLOCK_PX / 2;
const SEARCH_SIDE = 2 * SEARCH_CELLS + 1;

/**
 * Every place within SEARCH_CELLS at half resolution, then one step about twice the best and about no
 * motion at full resolution, then the fraction of a step that the sums beside the best tell. Sums are whole numbers and ties go to
 * the first candidate, so every machine finds the same blocks.
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
  // No motion first: what it costs bounds the rest, most of which then stop after a row or two.
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
 * Where between its neighbours a block matches best, -0.5..0.5, from the sums beside the best whole place. Away from
 * the true place sums of absolute differences grow in a straight line, so the steeper side tells the slope of both; and
 * a sum that is small for its slope cannot lie far off.
 */
function fraction(left: number, middle: number, right: number): number {
  const slope = Math.max(left, right) - middle;
  if (slope <= 0) return 0;
  const reach = Math.min(0.5, middle / slope);
  return Math.max(-reach, Math.min(reach, (0.5 * (left - right)) / slope));
}

/** Sum of |a - b| over a square; stops after a row that takes it past `limit`, where any larger number serves. */
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
