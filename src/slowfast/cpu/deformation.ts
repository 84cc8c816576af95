import type { BlockMotion } from './block-motion';
import { lineSlope } from './line-slope';
import { GRID_SPREAD, MOTION_BLOCKS, MOTION_GRID } from '../tokens';

/** Features of one block, in order. */
export const DEFORMATION_FEATURES = ['camera', 'deviation', 'divergence', 'curl', 'shear'] as const;

const COUNT = DEFORMATION_FEATURES.length;
const CENTRE = (MOTION_GRID - 1) / 2;

const deviationX = new Float64Array(MOTION_BLOCKS);
const deviationY = new Float64Array(MOTION_BLOCKS);
const features = new Float64Array(MOTION_BLOCKS * COUNT);

/**
 * Splits motion into the camera's part and the rest. The camera is the affine field that fits all blocks best (pan,
 * zoom, rotation). Of the rest: its length, its divergence (signed), its curl and its shear, in 128ths of the frame per
 * block. Rigid objects that move on their own deviate without deforming inside; warping and melting shapes deform
 * everywhere. [MOTION_BLOCKS][DEFORMATION_FEATURES]; the result is valid until the next call.
 */
export function deformation(motion: BlockMotion): Float64Array {
  removeFit(motion.vx, deviationX);
  removeFit(motion.vy, deviationY);
  for (let block = 0; block < MOTION_BLOCKS; block++) {
    const column = block % MOTION_GRID;
    const row = Math.floor(block / MOTION_GRID);
    const xByX = lineSlope(deviationX, block, column, MOTION_GRID, 1);
    const xByY = lineSlope(deviationX, block, row, MOTION_GRID, MOTION_GRID);
    const yByX = lineSlope(deviationY, block, column, MOTION_GRID, 1);
    const yByY = lineSlope(deviationY, block, row, MOTION_GRID, MOTION_GRID);
    const at = block * COUNT;
    const [restX, restY] = [deviationX[block]!, deviationY[block]!];
    features[at] = Math.hypot(motion.vx[block]! - restX, motion.vy[block]! - restY);
    features[at + 1] = Math.hypot(restX, restY);
    features[at + 2] = xByX + yByY;
    features[at + 3] = Math.abs(yByX - xByY);
    features[at + 4] = Math.hypot(xByX - yByY, xByY + yByX);
  }
  return features;
}

/** Least squares of a plane over the grid: its columns and rows are orthogonal about the middle. */
function removeFit(velocity: Float64Array, out: Float64Array): void {
  let mean = 0;
  let across = 0;
  let down = 0;
  for (let block = 0; block < MOTION_BLOCKS; block++) {
    const v = velocity[block]!;
    mean += v / MOTION_BLOCKS;
    across += (v * ((block % MOTION_GRID) - CENTRE)) / GRID_SPREAD;
    down += (v * (Math.floor(block / MOTION_GRID) - CENTRE)) / GRID_SPREAD;
  }
  for (let block = 0; block < MOTION_BLOCKS; block++) {
    const column = (block % MOTION_GRID) - CENTRE;
    const row = Math.floor(block / MOTION_GRID) - CENTRE;
    out[block] = velocity[block]! - mean - across * column - down * row;
  }
}
