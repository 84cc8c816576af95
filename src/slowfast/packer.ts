import type { Result } from '../base';
import type { SampledFrame } from '../media';
import type { PackedWindow } from './tokens';

/**
 * Turns sampled moments into packed windows. One packer a video, moments in order. `push` resolves to a window when
 * that moment completed one; `finish` gives the last, shorter one (undefined when the video ended on a boundary).
 * A moment's frames may be read until the next moment's `push` has resolved, and not after.
 * The CPU reference and the GPU passes implement it, and the same tests run against both.
 */
export interface Packer {
  readonly backend: 'cpu' | 'webgpu';
  push(sample: SampledFrame): Promise<Result<PackedWindow | undefined>>;
  finish(): Promise<Result<PackedWindow | undefined>>;
  dispose(): void;
}
