import code from '../../../shaders/resize-vertical.wgsl?raw';
import type { Command } from '../../gpu';
import { makeCommand } from '../../gpu';
import type { GpuSizes } from './sizes';
import { groupsOf } from './wgsl';

export const RESIZE_VERTICAL = { label: 'resize-vertical', code };

/** planes (bytes) -> columns (one word per sum). */
export function makeResizeVerticalCommand(
  device: GPUDevice,
  pipeline: GPUComputePipeline,
  sizes: GpuSizes,
  buffers: { sizes: GPUBuffer; planes: GPUBuffer; weights: GPUBuffer; columns: GPUBuffer },
): Command {
  const bindings = [buffers.sizes, buffers.planes, buffers.weights, buffers.columns];
  return makeCommand(device, pipeline, bindings, [groupsOf(sizes.width), sizes.comparison.height, 3]);
}
