import code from '../../../shaders/fragments.wgsl?raw';
import type { Command } from '../../gpu';
import { makeCommand } from '../../gpu';
import { FRAGMENTS, SLOW_WIDTH } from '../tokens';

export const FRAGMENTS_PASS = { label: 'fragments', code };

/** Bytes of one slow token. */
export const SLOW_TOKEN_BYTES = SLOW_WIDTH * 4;

/** Bytes of all 36 candidates of a number of sampled frames. */
export function fragmentBytes(sampledFrames: number): number {
  return sampledFrames * FRAGMENTS * SLOW_TOKEN_BYTES;
}

/** planes -> the sample's 36 rows of the window's store, if its result is slow or it gets extra fragments. */
export function makeFragmentsCommand(
  device: GPUDevice,
  pipeline: GPUComputePipeline,
  buffers: { sizes: GPUBuffer; sample: GPUBuffer; results: GPUBuffer; planes: GPUBuffer; store: GPUBuffer },
): Command {
  const bindings = [buffers.sizes, buffers.sample, buffers.results, buffers.planes, buffers.store];
  return makeCommand(device, pipeline, bindings, [FRAGMENTS]);
}
