import type { TokenBudget } from './options';
import { FAST_TOKENS, FRAGMENTS } from './tokens';
import type { Pathway } from './tokens';

export interface BudgetPlan {
  /** t: tokens of one slow frame. */
  readonly slow: number;
  /** max(floor(ratio t), fastMin): tokens of one fast frame. */
  readonly fast: number;
  /** slow and fast frames together. */
  readonly spent: number;
}

/** The tokens that a number of frames costs when each slow frame gets `slow` tokens. */
export function costOf(slow: number, slowFrames: number, fastFrames: number, budget: TokenBudget): BudgetPlan {
  const fast = Math.max(Math.floor(budget.fastRatio * slow), budget.fastMin);
  return { slow, fast, spent: slowFrames * slow + fastFrames * fast };
}

/**
 * The largest t in slowMin..slowMax whose cost fits the total, by binary search (the cost never falls as t grows), as
 * in Keye-VL. Where not even slowMin fits, the plan uses slowMin and `spent` exceeds the total.
 */
export function planBudget(slowFrames: number, fastFrames: number, budget: TokenBudget): BudgetPlan {
  let fits = budget.slowMin;
  let tooMuch = budget.slowMax + 1;
  while (tooMuch - fits > 1) {
    const middle = (fits + tooMuch) >> 1;
    if (costOf(middle, slowFrames, fastFrames, budget).spent <= budget.total) fits = middle;
    else tooMuch = middle;
  }
  return costOf(fits, slowFrames, fastFrames, budget);
}

/**
 * Every second frame of a window gets extra fragments unless it is slow. They use the budget that the slow frames
 * leave. This rule is ours: the fragments of one slow frame cover a few per cent of its pixels, and their random
 * positions alone moved scores by up to half a point.
 */
export const EXTRA_FRAGMENTS_EVERY = 2;

export interface WindowPlan {
  readonly tokensPerSlowFrame: number;
  /** Native fragments of each frame of the window, in order. */
  readonly fragments: readonly number[];
  readonly tokensSpent: number;
}

/**
 * The plan of one window, from the pathways of its frames. Every frame yields 16 fast tokens. A slow frame yields its
 * other t - 16 tokens as native fragments. The frames with extra fragments share the rest of the total equally. A
 * window always yields at least one fragment.
 */
export function planWindow(frames: readonly { readonly pathway: Pathway }[], budget: TokenBudget): WindowPlan {
  const slowFrames = frames.filter(({ pathway }) => pathway === 'slow').length;
  const plan = planBudget(slowFrames, frames.length - slowFrames, budget);
  const ofSlow = Math.max(1, Math.min(FRAGMENTS, plan.slow - FAST_TOKENS));
  const spent = FAST_TOKENS * frames.length + ofSlow * slowFrames;
  const extraFrames = frames.filter(({ pathway }, slot) => hasExtraFragments(pathway, slot)).length;
  const share = Math.floor((budget.total - spent) / Math.max(1, extraFrames));
  const ofExtraFragments = Math.max(slowFrames === 0 ? 1 : 0, Math.min(FRAGMENTS, share));
  return {
    tokensPerSlowFrame: plan.slow,
    fragments: frames.map(({ pathway }, slot) =>
      pathway === 'slow' ? ofSlow : hasExtraFragments(pathway, slot) ? ofExtraFragments : 0,
    ),
    tokensSpent: spent + ofExtraFragments * extraFrames,
  };
}

/** Whether the frame at this position of its window is fast and gets extra fragments. */
export function hasExtraFragments(pathway: Pathway, slot: number): boolean {
  return pathway === 'fast' && slot % EXTRA_FRAGMENTS_EVERY === 0;
}
