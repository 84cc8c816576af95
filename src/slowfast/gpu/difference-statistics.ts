import code from '../../../shaders/difference-statistics.wgsl?raw';
import { makeCommand } from '../../gpu/pass';
import type { Command } from '../../gpu/pass';
import { FAST_TOKENS } from '../tokens';

export const DIFFERENCE_STATISTICS_PASS = { label: 'difference-statistics', code };

/** means of the moment's frames -> the difference statistics of its 16 rows of the window's fast tokens. */
export function makeDifferenceStatisticsCommand(
  device: GPUDevice,
  pipeline: GPUComputePipeline,
  buffers: { moment: GPUBuffer; means: GPUBuffer; tokens: GPUBuffer },
): Command {
  return makeCommand(device, pipeline, [buffers.moment, buffers.means, buffers.tokens], [FAST_TOKENS]);
}
