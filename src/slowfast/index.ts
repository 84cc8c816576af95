/**
 * Sampled frames become slow and fast tokens: the layout that all share, the CPU packer (`cpu/`) and the GPU passes (`gpu/`).
 */
export { planWindow } from './budget';
export { createClassifier } from './classify';
export { areaSums } from './cpu/area-sums';
export type { Comparer, ComparisonFrame } from './cpu/compare';
export { createComparer, createComparisonFrame } from './cpu/compare';
export { createCpuPacker } from './cpu/packer';
export { patchSums } from './cpu/patch-sums';
export { FLAT_BELOW } from './cpu/slow-statistics';
export { createGpuPacker } from './gpu/packer';
export type { SlowFastOptions } from './options';
export { DEFAULT_SLOWFAST, MINI_BUDGET } from './options';
export { createRemotePackers, servePackers } from './packer-channel';
export type { Packer } from './packer';
export { createPathways } from './pathways';
export { measurePatches } from './similarity';
export { thumbnailOf } from './thumbnail';
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
