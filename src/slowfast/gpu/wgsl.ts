import frame from '../../../shaders/frame.wgsl?raw';
import { EXTRA_FRAGMENTS_EVERY } from '../budget';
import * as constants from '../constants';
import { BLOCK_PX, COMPARISON_PATCH_PX } from '../geometry';
import * as tokens from '../tokens';

const WHOLE = {
  PATCH_PX: tokens.PATCH_PX,
  PATCH_AREA: tokens.PATCH_AREA,
  LOW_PX: tokens.LOW_PX,
  FAST_GRID: tokens.FAST_GRID,
  FAST_TOKENS: tokens.FAST_TOKENS,
  FAST_PIXELS: tokens.FAST_PIXELS,
  FAST_STATISTICS: tokens.FAST_STATISTICS.length,
  FAST_WIDTH: tokens.FAST_WIDTH,
  PATCH_STATISTICS: tokens.PATCH_STATISTICS.length,
  MOTION_STATISTICS: tokens.MOTION_STATISTICS.length,
  MOTION_PX: tokens.MOTION_PX,
  MOTION_BLOCK_PX: tokens.MOTION_BLOCK_PX,
  MOTION_GRID: tokens.MOTION_GRID,
  MOTION_BLOCKS: tokens.MOTION_BLOCKS,
  CODE_STEPS: constants.CODE_STEPS,
  COARSE_PX: tokens.COARSE_PX,
  SEARCH_CELLS: constants.SEARCH_CELLS,
  FLOW_WINDOW_PX: constants.FLOW_WINDOW_PX,
  FRAGMENTS: tokens.FRAGMENTS,
  EXTRA_FRAGMENTS_EVERY,
  SLOW_PIXELS: tokens.SLOW_PIXELS,
  SLOW_STATISTICS: tokens.SLOW_STATISTICS.length,
  SLOW_WIDTH: tokens.SLOW_WIDTH,
  COMPARISON_PATCH_PX,
  BLOCK_PX,
  GRID_SPREAD: tokens.GRID_SPREAD,
  NORMALISE_REACH: constants.NORMALISE_REACH,
  COLOUR_BITS: constants.COLOUR_BITS,
  HSV_BITS: constants.HSV_BITS,
  FRAME_BITS: constants.FRAME_BITS,
  RESIZE_SHIFT: constants.VERTICAL_BITS + constants.HORIZONTAL_BITS,
};

const SIGNED = { COARSE_STEP_COST: constants.COARSE_STEP_COST, FINE_STEP_COST: constants.FINE_STEP_COST };

const REAL = {
  CLIPPED_LOW: constants.CLIPPED_LOW,
  CLIPPED_HIGH: constants.CLIPPED_HIGH,
  FLAT_BELOW: constants.FLAT_BELOW,
  COHERENCE_FLOOR: constants.COHERENCE_FLOOR,
  CONTRAST_FLOOR: constants.CONTRAST_FLOOR,
  RATIO_FLOOR: constants.RATIO_FLOOR,
  SPEED_FLOOR: constants.SPEED_FLOOR,
  DIFFERENCE_FLOOR: constants.DIFFERENCE_FLOOR,
  RESIDUAL_FLOOR: constants.RESIDUAL_FLOOR,
  CORRELATION_FLOOR: constants.CORRELATION_FLOOR,
  RIDGE: constants.RIDGE,
  RIDGE_SHARE: constants.RIDGE_SHARE,
};

/**
 * Compiled in front of every pass: the constants that the CPU and the GPU share, and the structs of shaders/frame.wgsl.
 */
export const PRELUDE = [
  ...Object.entries(WHOLE).map(([name, value]) => `const ${name} = ${value}u;`),
  ...Object.entries(SIGNED).map(([name, value]) => `const ${name} = ${value}i;`),
  ...Object.entries(REAL).map(([name, value]) => `const ${name} = f32(${value});`),
  frame,
].join('\n');

/** How many workgroups a number of threads needs. */
export function groupsOf(threads: number, size = 64): number {
  return Math.ceil(threads / size);
}
