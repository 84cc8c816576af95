/**
 * How frames are classified and how many tokens they get. The default frame threshold is Q-Save's (4.2.1); patches,
 * their threshold and the form of the budget follow Keye-VL; the budget's numbers are ours.
 */
export interface SlowFastOptions {
  /** A patch is similar when the cosine of its HSV vector with the last slow frame's is above this (Keye-VL: 0.7). */
  readonly patchCosine: number;
  /**
   * A frame is fast when the fraction of similar patches is above this, else it is the new slow frame (Q-Save 4.2.1:
   * 0.9).
   */
  readonly frameSimilarity: number;
  /** `cosine` is Keye-VL's measure; `luma` is ours: a patch is similar when its mean |luma difference| is small. */
  readonly measure: 'cosine' | 'luma';
  /** For `luma`: similar when the mean absolute luma difference of a patch is below this many code values. */
  readonly lumaDifference: number;
  /** Sampled frames in one window. */
  readonly windowFrames: number;
  readonly budget: TokenBudget;
}

/** Keye-VL's rule: slow frames get t tokens, fast frames max(floor(ratio t), fastMin), with the largest t that fits. */
export interface TokenBudget {
  readonly total: number;
  readonly slowMin: number;
  readonly slowMax: number;
  readonly fastRatio: number;
  readonly fastMin: number;
}

/** Keye-VL's own budget, 65,536 tokens a video: the reference that the planner is tested on. */
export const PUBLISHED_BUDGET: TokenBudget = {
  total: 65_536,
  slowMin: 48,
  slowMax: 768,
  fastRatio: 0.3,
  fastMin: 48,
};

/**
 * The budget of slowglass-mini. Every frame gets 16 fast tokens. A slow frame gets t - 16 native fragments besides, and
 * the rest of the budget goes to extra fragments (budget.ts). floor(0.3 t) stays below 16 up to t = 52, so Keye-VL's
 * rule holds. The total is 16 fast tokens for 32 frames, and all 36 fragments for every second frame.
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
