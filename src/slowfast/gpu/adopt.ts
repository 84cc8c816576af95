import code from '../../../shaders/adopt.wgsl?raw';
import { makeCommand } from '../../gpu/pass';
import type { Command } from '../../gpu/pass';
import type { GpuSizes } from './sizes';
import { groupsOf } from './wgsl';

export const ADOPT = { label: 'adopt', code };

/** pixels -> the slow frame in force, if the moment's result says slow. */
export function makeAdoptCommand(
  device: GPUDevice,
  pipeline: GPUComputePipeline,
  { comparison }: GpuSizes,
  buffers: { moment: GPUBuffer; results: GPUBuffer; pixels: GPUBuffer; slow: GPUBuffer },
): Command {
  const bindings = [buffers.moment, buffers.results, buffers.pixels, buffers.slow];
  return makeCommand(device, pipeline, bindings, [groupsOf(comparison.width * comparison.height)]);
}
