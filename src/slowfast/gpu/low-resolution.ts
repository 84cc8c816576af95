import code from '../../../shaders/low-resolution.wgsl?raw';
import type { Command } from '../../gpu';
import { createStorage, createUniform, makeCommand } from '../../gpu';
import { LOW_PX } from '../tokens';
import { LOW_SLOTS } from './low-slots';
import { groupsOf } from './wgsl';

export const LOW_RESOLUTION = { label: 'low-resolution', code };

/** Means of LOW_SLOTS frames: three planes of 64x64 pairs of floats each. */
export function createLowMeans(device: GPUDevice): GPUBuffer {
  return createStorage(device, 'low-resolution means', LOW_SLOTS * 3 * LOW_PX * LOW_PX * 8);
}

/** One constant uniform per slot, so that several frames can be reduced in one submission. */
export function createLowSlotUniforms(device: GPUDevice): GPUBuffer[] {
  return Array.from({ length: LOW_SLOTS }, (_, slot) => {
    const uniform = createUniform(device, code, 'LowSlot');
    uniform.write({ slot });
    return uniform.buffer;
  });
}

/** planes -> means of one slot. */
export function makeLowResolutionCommand(
  device: GPUDevice,
  pipeline: GPUComputePipeline,
  buffers: { sizes: GPUBuffer; slot: GPUBuffer; planes: GPUBuffer; means: GPUBuffer },
): Command {
  const bindings = [buffers.sizes, buffers.slot, buffers.planes, buffers.means];
  return makeCommand(device, pipeline, bindings, [groupsOf(LOW_PX * LOW_PX), 1, 3]);
}
