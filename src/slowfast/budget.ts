import type { TokenBudget } from './options';
import { FAST_TOKENS, FRAGMENTS } from './tokens';

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

export interface WindowPlan {
  readonly tokensPerSlowFrame: number;
  /** Native fragments each slow frame leaves: its tokens less the 16 low-resolution ones that every frame leaves. */
  readonly fragmentsPerSlowFrame: number;
  readonly tokensSpent: number;
}

/**
 * The plan of one window in the layout `slowglass-mini/4`. Every frame leaves 16 fast tokens. A window without a slow
 * frame carries over the fragments of the slow frame in force, and pays for those alone.
 */
export function planWindow(slowFrames: number, fastFrames: number, budget: TokenBudget): WindowPlan {
  const plan = planBudget(slowFrames, fastFrames, budget);
  const fragments = Math.max(1, Math.min(FRAGMENTS, plan.slow - FAST_TOKENS));
  return {
    tokensPerSlowFrame: plan.slow,
    fragmentsPerSlowFrame: fragments,
    tokensSpent: FAST_TOKENS * (slowFrames + fastFrames) + fragments * Math.max(1, slowFrames),
  };
}
