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

/** What a number of frames costs when slow frames get `slow` tokens each. */
export function costOf(slow: number, slowFrames: number, fastFrames: number, budget: TokenBudget): BudgetPlan {
  const fast = Math.max(Math.floor(budget.fastRatio * slow), budget.fastMin);
  return { slow, fast, spent: slowFrames * slow + fastFrames * fast };
}

/**
 * Q-Save 4.2.1: the largest t in slowMin..slowMax whose sum fits the total, by binary search (the cost never falls as
 * t grows). Where not even slowMin fits, slowMin it is: the caller sees `spent` over the total.
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
 * Sampled frames from one glance to the next. The fragments of one slow frame are a few hundredths of its pixels, and
 * where they happened to fall moved scores by up to half a point. So what a window's slow frames leave of the budget
 * goes to fragments of every second one of its frames, where that is not slow and has its own.
 */
export const EXTRA_FRAGMENTS_EVERY = 2;

export interface WindowPlan {
  readonly tokensPerSlowFrame: number;
  /** Native fragments of each frame of the window, in order. */
  readonly fragments: readonly number[];
  readonly tokensSpent: number;
}

/**
 * The plan of one window, from the pathways of its frames. Every frame leaves 16 fast
 * tokens; a slow one the rest of its tokens as native fragments (Q-Save 4.2.1), a glance at a fast one an equal share of
 * what is left of the total. A window always leaves some.
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

/** Whether the frame at a place of its window is fast and glanced at. */
export function hasExtraFragments(pathway: Pathway, slot: number): boolean {
  return pathway === 'fast' && slot % EXTRA_FRAGMENTS_EVERY === 0;
}
