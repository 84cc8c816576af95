import code from '../../../shaders/resize-horizontal.wgsl?raw';
import type { Command } from '../../gpu';
import { makeCommand } from '../../gpu';
import type { GpuSizes } from './sizes';
import { groupsOf } from './wgsl';

export const RESIZE_HORIZONTAL = { label: 'resize-horizontal', code };

/** columns -> pixels of the comparison frame, one word each. */
export function makeResizeHorizontalCommand(
  device: GPUDevice,
  pipeline: GPUComputePipeline,
  { comparison }: GpuSizes,
  buffers: { sizes: GPUBuffer; sample: GPUBuffer; columns: GPUBuffer; weights: GPUBuffer; pixels: GPUBuffer },
): Command {
  const bindings = [buffers.sizes, buffers.sample, buffers.columns, buffers.weights, buffers.pixels];
  return makeCommand(device, pipeline, bindings, [groupsOf(comparison.width), comparison.height]);
}
