import blockMotion from '../../../shaders/block-motion.wgsl?raw';
import motionFrame from '../../../shaders/motion-frame.wgsl?raw';
import motionStatistics from '../../../shaders/motion-statistics.wgsl?raw';
import type { Command } from '../../gpu';
import { createStorage, makeCommand } from '../../gpu';
import { COARSE_PX, MOTION_BLOCKS, MOTION_PX } from '../tokens';
import { LOW_SLOTS } from './low-slots';
import { groupsOf } from './wgsl';

export const MOTION_FRAME = { label: 'motion-frame', code: motionFrame };
export const BLOCK_MOTION = { label: 'block-motion', code: blockMotion };
export const MOTION_STATISTICS_PASS = { label: 'motion-statistics', code: motionStatistics };

/** Motion since the previous source frame, that frame's since its predecessor, and since the previous sampled frame. */
const PAIRS = 3;

/** Motion frames and block motion. Slots are those of the low-resolution means. */
export interface MotionBuffers {
  readonly fine: GPUBuffer;
  readonly coarse: GPUBuffer;
  readonly motions: GPUBuffer;
}

export function createMotionBuffers(device: GPUDevice): MotionBuffers {
  return {
    fine: createStorage(device, 'motion frames', LOW_SLOTS * MOTION_PX * MOTION_PX * 4),
    coarse: createStorage(device, 'coarse motion frames', LOW_SLOTS * COARSE_PX * COARSE_PX * 4),
    motions: createStorage(device, 'block motion', PAIRS * MOTION_BLOCKS * 16),
  };
}

/** planes -> motion frame of one slot. */
export function makeMotionFrameCommand(
  device: GPUDevice,
  pipeline: GPUComputePipeline,
  buffers: MotionBuffers & { sizes: GPUBuffer; slot: GPUBuffer; planes: GPUBuffer },
): Command {
  const bindings = [buffers.sizes, buffers.slot, buffers.planes, buffers.fine, buffers.coarse];
  return makeCommand(device, pipeline, bindings, [groupsOf(COARSE_PX * COARSE_PX)]);
}

/** motion frames of the sample -> block motion of its pairs of frames. */
export function makeBlockMotionCommand(
  device: GPUDevice,
  pipeline: GPUComputePipeline,
  buffers: MotionBuffers & { sample: GPUBuffer },
): Command {
  const bindings = [buffers.sample, buffers.fine, buffers.coarse, buffers.motions];
  return makeCommand(device, pipeline, bindings, [MOTION_BLOCKS, PAIRS]);
}

/** block motion -> the motion statistics of the sample's 16 rows of the window's fast tokens. */
export function makeMotionStatisticsCommand(
  device: GPUDevice,
  pipeline: GPUComputePipeline,
  buffers: MotionBuffers & { sample: GPUBuffer; tokens: GPUBuffer },
): Command {
  const bindings = [buffers.sample, buffers.fine, buffers.motions, buffers.tokens];
  return makeCommand(device, pipeline, bindings, [1]);
}
