import { yuvToRgb } from '../../media';
import type { BlockMatcher, BlockMotion } from './block-motion';
import { DEFORMATION_FEATURES, deformation } from './deformation';
import { CODE_STEPS, RATIO_FLOOR, SPEED_FLOOR } from '../constants';
import { FINE_MARGIN, FINE_STRIDE, motionFrame } from './motion-frame';
import { FAST_GRID, MOTION_BLOCK_PX, MOTION_BLOCKS, MOTION_GRID, MOTION_PX, MOTION_STATISTICS } from '../tokens';
import type { FrameHistory } from '../history';

const COUNT = MOTION_STATISTICS.length;
const blocks = new Float64Array(MOTION_BLOCKS * COUNT);

/**
 * MOTION_STATISTICS of a frame's 16 fast patches, [FAST_TOKENS][COUNT]; the result is valid until the next call.
 * Statistics that need a longer history are 0.
 */
export function motionStatistics(history: FrameHistory, match: BlockMatcher): Float64Array {
  const { yScale } = yuvToRgb(history.frame.colour);
  const now = motionFrame(history.frame);
  const previous = history.previous && motionFrame(history.previous);
  const beforePrevious = history.beforePrevious && motionFrame(history.beforePrevious);
  const lastSample = history.lastSample && motionFrame(history.lastSample);
  const step = previous && match(now, previous);
  const stepBefore = previous && beforePrevious && match(previous, beforePrevious);
  const sample = lastSample && match(now, lastSample);
  const gradients = meanGradients(now.fine);
  blocks.fill(0);
  for (let block = 0; block < MOTION_BLOCKS; block++) {
    const at = block * COUNT;
    const gradient = yScale * gradients[block]!;
    blocks[at] = Math.log1p(gradient);
    if (step) writeStep(step, stepBefore, block, yScale, gradient, at);
    if (sample) writeSample(sample, step, block, yScale, gradient, at);
  }
  if (step) writeDeviation(deformation(step));
  if (sample) writeDeformation(sample);
  return patchMeans();
}

function writeStep(
  step: BlockMotion,
  before: BlockMotion | undefined,
  block: number,
  yScale: number,
  gradient: number,
  at: number,
): void {
  const unmoved = yScale * step.unmoved[block]!;
  const moved = yScale * step.moved[block]!;
  const speed = Math.hypot(step.vx[block]!, step.vy[block]!);
  blocks[at + 1] = Math.log1p(unmoved);
  blocks[at + 2] = Math.log1p(moved);
  blocks[at + 3] = logRatio(moved, unmoved);
  blocks[at + 4] = logRatio(moved, gradient);
  blocks[at + 5] = Math.log1p(speed);
  blocks[at + 8] = Math.log1p(neighbourDifference(step, block));
  if (!before) return;
  const change = Math.hypot(step.vx[block]! - before.vx[block]!, step.vy[block]! - before.vy[block]!);
  blocks[at + 6] = Math.log1p(change);
  blocks[at + 7] = change / (speed + Math.hypot(before.vx[block]!, before.vy[block]!) + SPEED_FLOOR);
}

function writeSample(
  sample: BlockMotion,
  step: BlockMotion | undefined,
  block: number,
  yScale: number,
  gradient: number,
  at: number,
): void {
  const unmoved = yScale * sample.unmoved[block]!;
  const moved = yScale * sample.moved[block]!;
  blocks[at + 9] = Math.log1p(unmoved);
  blocks[at + 10] = logRatio(moved, unmoved);
  blocks[at + 11] = logRatio(moved, gradient);
  blocks[at + 12] = Math.log1p(Math.hypot(sample.vx[block]!, sample.vy[block]!));
  if (step) blocks[at + 13] = logRatio(unmoved, yScale * step.unmoved[block]!);
}

const FEATURES = DEFORMATION_FEATURES.length;

function writeDeviation(features: Float64Array): void {
  for (let block = 0; block < MOTION_BLOCKS; block++) {
    blocks[block * COUNT + 14] = Math.log1p(features[block * FEATURES + 1]!);
  }
}

function writeDeformation(sample: BlockMotion): void {
  const features = deformation(sample);
  for (let block = 0; block < MOTION_BLOCKS; block++) {
    const from = block * FEATURES;
    const at = block * COUNT + 15;
    blocks[at] = Math.log1p(features[from]!);
    blocks[at + 1] = Math.log1p(features[from + 1]!);
    blocks[at + 2] = signedLog(features[from + 2]!);
    blocks[at + 3] = Math.log1p(features[from + 3]!);
    blocks[at + 4] = Math.log1p(features[from + 4]!);
    blocks[at + 5] = signedLog(sample.vx[block]!);
    blocks[at + 6] = signedLog(sample.vy[block]!);
  }
}

function signedLog(value: number): number {
  return Math.sign(value) * Math.log1p(Math.abs(value));
}

function logRatio(above: number, below: number): number {
  return Math.log((above + RATIO_FLOOR) / (below + RATIO_FLOOR));
}

/** Mean length of the difference from the velocities of the up to four blocks beside this one. */
function neighbourDifference({ vx, vy }: BlockMotion, block: number): number {
  const column = block % MOTION_GRID;
  let sum = 0;
  let count = 0;
  const add = (other: number): void => {
    sum += Math.hypot(vx[block]! - vx[other]!, vy[block]! - vy[other]!);
    count++;
  };
  if (column > 0) add(block - 1);
  if (column < MOTION_GRID - 1) add(block + 1);
  if (block >= MOTION_GRID) add(block - MOTION_GRID);
  if (block < MOTION_BLOCKS - MOTION_GRID) add(block + MOTION_GRID);
  return sum / count;
}

/** Mean of |step to the right| + |step down| of each block, raw code values; at the frame's edge a step is 0. */
function meanGradients(fine: Int16Array): Float64Array {
  const gradients = new Float64Array(MOTION_BLOCKS);
  for (let y = 0; y < MOTION_PX; y++) {
    const row = Math.floor(y / MOTION_BLOCK_PX) * MOTION_GRID;
    for (let x = 0; x < MOTION_PX; x++) {
      const at = (y + FINE_MARGIN) * FINE_STRIDE + x + FINE_MARGIN;
      const value = fine[at]!;
      const block = row + Math.floor(x / MOTION_BLOCK_PX);
      gradients[block]! += Math.abs(fine[at + 1]! - value) + Math.abs(fine[at + FINE_STRIDE]! - value);
    }
  }
  const scale = MOTION_BLOCK_PX * MOTION_BLOCK_PX * CODE_STEPS;
  for (let block = 0; block < MOTION_BLOCKS; block++) gradients[block]! /= scale;
  return gradients;
}

const patches = new Float64Array(FAST_GRID * FAST_GRID * COUNT);

function patchMeans(): Float64Array {
  patches.fill(0);
  for (let block = 0; block < MOTION_BLOCKS; block++) {
    const column = (block % MOTION_GRID) >> 1;
    const row = Math.floor(block / MOTION_GRID) >> 1;
    const into = (row * FAST_GRID + column) * COUNT;
    for (let i = 0; i < COUNT; i++) patches[into + i]! += blocks[block * COUNT + i]! / 4;
  }
  return patches;
}
