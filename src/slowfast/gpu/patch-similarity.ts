import code from '../../../shaders/patch-similarity.wgsl?raw';
import type { Command } from '../../gpu';
import { makeCommand } from '../../gpu';
import { COMPARISON_PATCH_PX } from '../geometry';
import type { GpuSizes } from './sizes';
import { groupsOf } from './wgsl';

export const PATCH_SIMILARITY = { label: 'patch-similarity', code };

/** Bytes of the sums over every row of every patch. */
export function rowSumBytes({ comparison }: GpuSizes): number {
  return comparison.columns * comparison.rows * COMPARISON_PATCH_PX * 16;
}

/** pixels of this frame and of the last slow frame -> one vector of sums per patch row. */
export function makePatchSimilarityCommand(
  device: GPUDevice,
  pipeline: GPUComputePipeline,
  { comparison }: GpuSizes,
  buffers: { sizes: GPUBuffer; pixels: GPUBuffer; slow: GPUBuffer; rows: GPUBuffer },
): Command {
  const threads = comparison.columns * comparison.rows * COMPARISON_PATCH_PX;
  const bindings = [buffers.sizes, buffers.pixels, buffers.slow, buffers.rows];
  return makeCommand(device, pipeline, bindings, [groupsOf(threads)]);
}
