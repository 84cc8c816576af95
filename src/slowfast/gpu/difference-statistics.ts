import code from '../../../shaders/difference-statistics.wgsl?raw';
import type { Command } from '../../gpu';
import { makeCommand } from '../../gpu';
import { FAST_TOKENS } from '../tokens';

export const DIFFERENCE_STATISTICS_PASS = { label: 'difference-statistics', code };

/** means of the sample's frames -> the difference statistics of its 16 rows of the window's fast tokens. */
export function makeDifferenceStatisticsCommand(
  device: GPUDevice,
  pipeline: GPUComputePipeline,
  buffers: { sample: GPUBuffer; means: GPUBuffer; tokens: GPUBuffer },
): Command {
  return makeCommand(device, pipeline, [buffers.sample, buffers.means, buffers.tokens], [FAST_TOKENS]);
}
