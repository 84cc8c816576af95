import code from '../../../shaders/classify.wgsl?raw';
import type { Command } from '../../gpu';
import { createUniform, makeCommand } from '../../gpu';
import type { SlowFastOptions } from '../options';
import { thresholdsOf } from '../thresholds';

export const CLASSIFY = { label: 'classify', code };

/** Words of one sample's result: 1 for slow, similar patches, counted patches, unused. */
export const RESULT_WORDS = 4;

/** The thresholds in a uniform buffer, constant over a video. */
export function createRule(device: GPUDevice, options: SlowFastOptions): GPUBuffer {
  const { measure, cosineSquared, lumaSum, frame } = thresholdsOf(options);
  const rule = createUniform(device, code, 'Rule');
  rule.write({
    by_luma: measure === 'luma' ? 1 : 0,
    cosine_squared: cosineSquared,
    luma_sum: lumaSum,
    frame,
  });
  return rule.buffer;
}

/** rows -> the sample's result. */
export function makeClassifyCommand(
  device: GPUDevice,
  pipeline: GPUComputePipeline,
  buffers: { sizes: GPUBuffer; sample: GPUBuffer; rule: GPUBuffer; rows: GPUBuffer; results: GPUBuffer },
): Command {
  const bindings = [buffers.sizes, buffers.sample, buffers.rule, buffers.rows, buffers.results];
  return makeCommand(device, pipeline, bindings, [1]);
}
