/** How frames are told apart and how many tokens they get. Defaults: Q-Save 4.2.1 and a compact model's budget. */
export interface SlowFastOptions {
  /** A patch is similar when the cosine of its HSV vector with the last slow frame's is above this. */
  readonly patchCosine: number;
  /** A frame is fast when the fraction of similar patches is above this, else it is the new slow frame. */
  readonly frameSimilarity: number;
  /** `cosine` is the published measure; `luma` calls a patch similar when its mean |luma difference| is small. */
  readonly measure: 'cosine' | 'luma';
  /** For `luma`: similar when the mean absolute luma difference of a patch is below this many code values. */
  readonly lumaDifference: number;
  /** Sampled frames in one window. */
  readonly windowFrames: number;
  readonly budget: TokenBudget;
}

/** Q-Save 4.2.1: slow frames get t tokens, fast frames max(floor(ratio t), fastMin), the largest t that fits. */
export interface TokenBudget {
  readonly total: number;
  readonly slowMin: number;
  readonly slowMax: number;
  readonly fastRatio: number;
  readonly fastMin: number;
}

/** The published method's own budget (65,536 tokens a video), for the planner shown in the page. */
export const PUBLISHED_BUDGET: TokenBudget = {
  total: 65_536,
  slowMin: 48,
  slowMax: 768,
  fastRatio: 0.3,
  fastMin: 48,
};

/**
 * slowglass-mini: of a slow frame's t tokens 16 are its low-resolution ones (motion sees every frame) and t - 16 are
 * native fragments; a fast frame spends 16, and what is left goes to glances (budget.ts). floor(0.3 t) stays below 16 up
 * to t = 52, so the published rule holds. The total is those 16 of 32 frames, and all 36 fragments of every second one.
 */
export const MINI_BUDGET: TokenBudget = {
  total: 1088,
  slowMin: 24,
  slowMax: 52,
  fastRatio: 0.3,
  fastMin: 16,
};

export const DEFAULT_SLOWFAST: SlowFastOptions = {
  patchCosine: 0.7,
  frameSimilarity: 0.9,
  measure: 'cosine',
  lumaDifference: 6,
  windowFrames: 32,
  budget: MINI_BUDGET,
};
