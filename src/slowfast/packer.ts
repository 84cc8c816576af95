import type { Result } from '../base';
import type { SampledFrame } from '../media';
import type { PackedWindow } from './tokens';

/**
 * Packs sampled frames, given in order, into windows. One packer serves one video. `push` resolves to a window when the
 * sample completed one. `finish` resolves to the last, shorter window, or undefined when the video ended on a boundary.
 * The planes of a sampled frame may be read until the `push` of the next one has resolved, and not after.
 * The CPU reference and the GPU passes implement it, and the same tests run against both.
 */
export interface Packer {
  readonly backend: 'cpu' | 'webgpu';
  push(sample: SampledFrame): Promise<Result<PackedWindow | undefined>>;
  finish(): Promise<Result<PackedWindow | undefined>>;
  dispose(): void;
}
