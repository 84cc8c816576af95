import code from '../../../shaders/adopt.wgsl?raw';
import type { Command } from '../../gpu';
import { makeCommand } from '../../gpu';
import type { GpuSizes } from './sizes';
import { groupsOf } from './wgsl';

export const ADOPT = { label: 'adopt', code };

/** pixels -> the last slow frame, if the sample's result is slow. */
export function makeAdoptCommand(
  device: GPUDevice,
  pipeline: GPUComputePipeline,
  { comparison }: GpuSizes,
  buffers: { sample: GPUBuffer; results: GPUBuffer; pixels: GPUBuffer; slow: GPUBuffer },
): Command {
  const bindings = [buffers.sample, buffers.results, buffers.pixels, buffers.slow];
  return makeCommand(device, pipeline, bindings, [groupsOf(comparison.width * comparison.height)]);
}
