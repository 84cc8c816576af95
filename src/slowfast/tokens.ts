/**
 * Name of the token layout, shared by the CPU reference, the shaders, the trainer and the model. The number rises
 * whenever the meaning of a token changes, so that no model is fed tokens that it was not trained on.
 *
 * A *fast* token is a 16x16 patch of the 64x64 low-resolution frame: RGB in 0..1, then first and second temporal
 * differences in 8-bit code values at the clip's own frame step (x_t - x_(t-1), x_t - 2 x_(t-1) + x_(t-2)), planar
 * [9][16][16]; then FAST_STATISTICS (of these pixels, of how finer blocks move, and of what kind of change the
 * differences are); then its place. Every sampled frame yields FAST_TOKENS of them.
 *
 * A *slow* token is a 16x16 fragment at native resolution: RGB in 0..1, planar [3][16][16]; then SLOW_STATISTICS; then
 * its place. Slow frames yield them, and every second frame as far as the budget goes (budget.ts), from a grid of 6x6
 * candidates.
 *
 * A place is x, y (centre, 0..1) and time (seconds since the window's first instant).
 */
export const TOKEN_LAYOUT = 'slowglass-mini/5';

export const PATCH_PX = 16;
export const PATCH_AREA = PATCH_PX * PATCH_PX;
export const PLACE_WIDTH = 3;

export const LOW_PX = 64;
export const FAST_GRID = LOW_PX / PATCH_PX;
export const FAST_TOKENS = FAST_GRID * FAST_GRID;
export const FAST_PIXELS = 9 * PATCH_AREA;

export const FRAGMENT_GRID = 6;
export const FRAGMENTS = FRAGMENT_GRID * FRAGMENT_GRID;
export const SLOW_PIXELS = 3 * PATCH_AREA;

/** Statistics of one fast patch's pixels, in order. d1, d2: luma differences in code values; ln1p(x) = ln(1 + x). */
export const PATCH_STATISTICS = [
  'ln1p mean |d1|',
  'ln1p mean |d2|',
  'ln1p max |d1|',
  'mean d1 / 16',
  'mean luma / 255',
  'ln1p standard deviation of luma',
  'ln1p mean |gradient|',
  'ln1p mean |chroma d1|',
] as const;

/** Motion is measured between 128x128 frames of luma, by a grid of 8x8 blocks of 16x16: four blocks to a fast patch. */
export const MOTION_PX = 128;
export const MOTION_BLOCK_PX = 16;
export const MOTION_GRID = MOTION_PX / MOTION_BLOCK_PX;
export const MOTION_BLOCKS = MOTION_GRID * MOTION_GRID;
/** Side of the half-resolution motion frame, on which the search begins. */
export const COARSE_PX = MOTION_PX / 2;
/** Sum of the squared distances of all blocks from the middle column, and from the middle row. */
export const GRID_SPREAD = (MOTION_GRID * MOTION_GRID * (MOTION_GRID * MOTION_GRID - 1)) / 12;

/**
 * How a fast patch moves, in order; each is the mean of its four blocks. A block's *unmoved* residual is its mean |luma
 * difference| from the other frame, its *moved* residual the same at the best match, both in code values; its velocity
 * is in 128ths of the frame's side per step. `step`: since the previous source frame; `sample`: since the previous
 * sampled frame, an eighth of a second ago. Rigid motion leaves little residual, changes its velocity little and
 * resembles that of its neighbours; boiling texture, warping, judder and shake do not. The *camera* is the affine
 * motion that fits the whole frame; divergence, curl and shear describe the rest (deformation.ts). A *signed* ln1p of x
 * is sign(x) ln(1 + |x|).
 */
export const MOTION_STATISTICS = [
  'ln1p mean |gradient| of a 128th',
  'step: ln1p unmoved',
  'step: ln1p moved',
  'step: ln moved / unmoved',
  'step: ln moved / gradient',
  'step: ln1p speed',
  'step: ln1p change of velocity',
  'step: change of velocity / speed',
  'step: ln1p difference from neighbouring blocks',
  'sample: ln1p unmoved',
  'sample: ln moved / unmoved',
  'sample: ln moved / gradient',
  'sample: ln1p speed',
  'ln sample unmoved / step unmoved',
  'step: ln1p deviation from the camera',
  'sample: ln1p speed of the camera',
  'sample: ln1p deviation from the camera',
  'sample: signed ln1p divergence',
  'sample: ln1p |curl|',
  'sample: ln1p shear',
  'sample: signed ln1p velocity across',
  'sample: signed ln1p velocity down',
] as const;

/**
 * What kind of change a fast patch's temporal differences are, in order (difference-statistics.ts). Flow is one
 * velocity per window, by least squares; "leaves" is the root mean square of its residual.
 */
export const DIFFERENCE_STATISTICS = [
  'ln mean |Laplacian of d1| / mean |d1|',
  'correlation of d1 with the d1 before it',
  'ln what flow in 4 px windows leaves / rms d1',
  'ln what flow in 4 px windows leaves, over the floor',
  'ln what flow in 8 px windows leaves / rms d1',
  'ln1p difference of flow between 8 px windows',
  'ln rms d1 / mean |d1|',
  'correlation of |d1| with |gradient|',
] as const;

export const FAST_STATISTICS = [...PATCH_STATISTICS, ...MOTION_STATISTICS, ...DIFFERENCE_STATISTICS] as const;

/**
 * Statistics of one fragment's luma (code values 0..255) and, where named, colour, in order. The largest steps over 1
 * and 4 px measure the sharpness of the strongest edge alone. The noise operator is Immerkaer's, the horizontal second
 * difference of the vertical second difference: near zero on straight edges, large on noise.
 */
export const SLOW_STATISTICS = [
  'ln1p mean |Laplacian|',
  'ln1p mean horizontal |gradient| over 1 px',
  'ln1p mean vertical |gradient| over 1 px',
  'ln1p mean |gradient| over 2 px',
  'ln1p mean |gradient| over 4 px',
  'ln1p standard deviation',
  'mean / 255',
  'flat fraction: |gradient| over 1 px below 2 codes in both directions',
  'clipped fraction: <= 2 or >= 253',
  'ln1p mean chroma distance from grey',
  'ln1p horizontal step across the 8 px column minus the mean step',
  'ln1p vertical step across the 8 px row minus the mean step',
  'ln1p largest horizontal |gradient| over 1 px',
  'ln1p largest vertical |gradient| over 1 px',
  'ln1p largest horizontal |gradient| over 4 px',
  'ln1p largest vertical |gradient| over 4 px',
  'ln1p mean |horizontal second difference|',
  'ln1p mean |vertical second difference|',
  'ln1p mean |noise operator|',
  'coherence of the gradient, 0..1',
  'ln1p deviation within the flattest quarter',
  'root mean square of contrast-normalised luma',
  'mean B - Y / 128',
  'mean R - Y / 128',
  'ln1p chroma deviation',
] as const;

export const FAST_WIDTH = FAST_PIXELS + FAST_STATISTICS.length + PLACE_WIDTH;
export const SLOW_WIDTH = SLOW_PIXELS + SLOW_STATISTICS.length + PLACE_WIDTH;

/** Features of a whole window, in order. Means run over the sampled frames that have both predecessors. */
export const CLIP_FEATURES = [
  'ln1p mean |d1|',
  'ln1p mean |d2|',
  'mean frame step in seconds (0 for one frame)',
  'fraction of slow frames',
] as const;

/** Rows of tokens, row-major float32: in memory on the CPU path, in a storage buffer on the GPU path. */
export type TokenMatrix = CpuTokens | GpuTokens;

export interface CpuTokens {
  readonly kind: 'cpu';
  readonly rows: number;
  readonly width: number;
  readonly data: Float32Array;
}

export interface GpuTokens {
  readonly kind: 'gpu';
  readonly rows: number;
  readonly width: number;
  readonly buffer: GPUBuffer;
}

export type Pathway = 'slow' | 'fast';

/** The classification of one sampled frame. */
export interface FrameRecord {
  readonly index: number;
  readonly instant: number;
  readonly timestamp: number;
  readonly pathway: Pathway;
  /** Fraction of similar patches against the last slow frame (1 for frame 0, which has none). */
  readonly similarity: number;
  readonly duplicate: boolean;
}

/** One window of a video, ready for the model. Its GPU buffers are valid until `release`. */
export interface PackedWindow {
  readonly index: number;
  /** First and last instant, seconds. */
  readonly start: number;
  readonly end: number;
  readonly frames: readonly FrameRecord[];
  readonly fast: TokenMatrix;
  readonly slow: TokenMatrix;
  /** CLIP_FEATURES. */
  readonly clip: Float32Array;
  /** Tokens of each slow frame (t), and tokens spent of the budget. */
  readonly tokensPerSlowFrame: number;
  readonly tokensSpent: number;
  release(): void;
}
