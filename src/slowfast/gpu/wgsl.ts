import frame from '../../../shaders/frame.wgsl?raw';
import { EXTRA_FRAGMENTS_EVERY } from '../budget';
import { COARSE_STEP_COST, FINE_STEP_COST } from '../cpu/block-motion';
import { BLOCK_PX, COMPARISON_PATCH_PX } from '../geometry';
import { COLOUR_BITS, HSV_BITS } from '../cpu/hsv';
import { GRID_SPREAD } from '../cpu/deformation';
import * as differences from '../cpu/difference-statistics';
import { CODE_STEPS, COARSE_PX, SEARCH_CELLS } from '../cpu/motion-frame';
import { RATIO_FLOOR, SPEED_FLOOR } from '../cpu/motion-statistics';
import { HORIZONTAL_BITS, VERTICAL_BITS } from '../cpu/resample';
import * as slow from '../cpu/slow-statistics';
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
  CODE_STEPS,
  COARSE_PX,
  SEARCH_CELLS,
  FLOW_WINDOW_PX: differences.FLOW_WINDOW_PX,
  FRAGMENTS: tokens.FRAGMENTS,
  EXTRA_FRAGMENTS_EVERY,
  SLOW_PIXELS: tokens.SLOW_PIXELS,
  SLOW_STATISTICS: tokens.SLOW_STATISTICS.length,
  SLOW_WIDTH: tokens.SLOW_WIDTH,
  COMPARISON_PATCH_PX,
  BLOCK_PX,
  GRID_SPREAD,
  NORMALISE_REACH: slow.NORMALISE_REACH,
  COLOUR_BITS,
  HSV_BITS,
  RESIZE_SHIFT: VERTICAL_BITS + HORIZONTAL_BITS,
};

const SIGNED = { COARSE_STEP_COST, FINE_STEP_COST };

const REAL = {
  CLIPPED_LOW: slow.CLIPPED_LOW,
  CLIPPED_HIGH: slow.CLIPPED_HIGH,
  FLAT_BELOW: slow.FLAT_BELOW,
  COHERENCE_FLOOR: slow.COHERENCE_FLOOR,
  CONTRAST_FLOOR: slow.CONTRAST_FLOOR,
  RATIO_FLOOR,
  SPEED_FLOOR,
  DIFFERENCE_FLOOR: differences.DIFFERENCE_FLOOR,
  RESIDUAL_FLOOR: differences.RESIDUAL_FLOOR,
  CORRELATION_FLOOR: differences.CORRELATION_FLOOR,
  RIDGE: differences.RIDGE,
  RIDGE_SHARE: differences.RIDGE_SHARE,
};

/** Stands in front of every pass: the numbers that CPU and GPU share, and the structs of shaders/frame.wgsl. */
export const PRELUDE = [
  ...Object.entries(WHOLE).map(([name, value]) => `const ${name} = ${value}u;`),
  ...Object.entries(SIGNED).map(([name, value]) => `const ${name} = ${value}i;`),
  ...Object.entries(REAL).map(([name, value]) => `const ${name} = f32(${value});`),
  frame,
].join('\n');

/** What a thread count comes to in workgroups. */
export function groupsOf(threads: number, size = 64): number {
  return Math.ceil(threads / size);
}
