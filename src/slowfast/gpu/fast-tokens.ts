import code from '../../../shaders/fast-tokens.wgsl?raw';
import type { Command } from '../../gpu';
import { makeCommand } from '../../gpu';
import { FAST_TOKENS, FAST_WIDTH } from '../tokens';

export const FAST_TOKENS_PASS = { label: 'fast-tokens', code };

/** Bytes of the fast tokens of a number of sampled frames. */
export function fastTokenBytes(sampledFrames: number): number {
  return sampledFrames * FAST_TOKENS * FAST_WIDTH * 4;
}

/** Bytes of their mean differences. */
export function differenceBytes(sampledFrames: number): number {
  return sampledFrames * FAST_TOKENS * 8;
}

/** means of the sample's frames -> its 16 rows of the window's fast tokens, and its mean differences. */
export function makeFastTokensCommand(
  device: GPUDevice,
  pipeline: GPUComputePipeline,
  buffers: { sample: GPUBuffer; means: GPUBuffer; tokens: GPUBuffer; differences: GPUBuffer },
): Command {
  const bindings = [buffers.sample, buffers.means, buffers.tokens, buffers.differences];
  return makeCommand(device, pipeline, bindings, [FAST_TOKENS]);
}
