/**
 * Sampled frames become slow and fast tokens. The token layout and the budget are shared; `cpu/` holds the reference
 * packer, `gpu/` the same packing as shader passes.
 */

// Options and their defaults.
export type { SlowFastOptions } from './options';
export { DEFAULT_SLOWFAST, MINI_BUDGET } from './options';

// Packers: sampled frames in, windows of tokens out; on the CPU, on the GPU, or in another thread.
export type { Packer } from './packer';
export { createCpuPacker } from './cpu/packer';
export { createGpuPacker } from './gpu/packer';
export { createRemotePackers, servePackers } from './packer-channel';

// Tokens: their types, layout and sizes.
export type { CpuTokens, FrameRecord, GpuTokens, PackedWindow, Pathway, TokenMatrix } from './tokens';
export {
  CLIP_FEATURES,
  FAST_GRID,
  FAST_PIXELS,
  FAST_STATISTICS,
  FAST_TOKENS,
  FAST_WIDTH,
  FRAGMENTS,
  FRAGMENT_GRID,
  LOW_PX,
  PATCH_AREA,
  PATCH_PX,
  PLACE_WIDTH,
  SLOW_PIXELS,
  SLOW_STATISTICS,
  SLOW_WIDTH,
  TOKEN_LAYOUT,
} from './tokens';

// Classification without packing: comparison frames, patch measures, slow or fast, and what a window would cost.
export type { Comparer, ComparisonFrame } from './cpu/compare';
export { createComparer, createComparisonFrame } from './cpu/compare';
export { createClassifier } from './cpu/classify';
export { createPathways } from './cpu/pathways';
export { measurePatches } from './cpu/patch-similarity';
export { patchSums } from './cpu/patch-sums';
export { planBudget, planWindow } from './budget';

// Pixel measures that other rooms reuse: sums over a grid of cells, and a frame's thumbnail.
export { areaSums } from './cpu/area-sums';
export { FLAT_BELOW } from './constants';
export { thumbnailOf } from './cpu/thumbnail';
