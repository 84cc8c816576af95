import type { Random } from '../base';
import type { GrpoOptions, GrpoPolicies } from './grpo';
import { groupAdvantages, groupGradient } from './grpo';

/** One drawn group with its advantages and gradient. */
export interface DrawnGroup {
  /** Level indices. */
  readonly actions: Uint8Array;
  readonly rewards: Float64Array;
  readonly advantages: Float64Array;
  /** The estimated gradient, one number per logit; ascent direction. */
  readonly gradient: Float64Array;
}

/** A level index drawn from a distribution. */
export function drawLevel(policy: ArrayLike<number>, random: Random): number {
  let left = random.next();
  let last = 0;
  for (let s = 0; s < policy.length; s++) {
    if (policy[s] === 0) continue;
    last = s;
    left -= policy[s]!;
    if (left < 0) return s;
  }
  // Rounding can leave the sum slightly below the number drawn.
  return last;
}

/** Draws `size` levels from the old policy and computes advantages and gradient (Q-Save 4.3: G = 8). */
export function drawGroup(
  policies: GrpoPolicies,
  rewards: ArrayLike<number>,
  size: number,
  options: GrpoOptions,
  random: Random,
): DrawnGroup {
  const actions = Uint8Array.from({ length: size }, () => drawLevel(policies.old, random));
  const earned = Float64Array.from(actions, (action) => rewards[action]!);
  const advantages = groupAdvantages(earned);
  return { actions, rewards: earned, advantages, gradient: groupGradient(policies, actions, advantages, options) };
}

/** Mean and variance of the gradient estimate over many groups, per logit. */
export interface GradientStatistics {
  readonly draws: number;
  readonly mean: Float64Array;
  /** Over draws - 1. */
  readonly variance: Float64Array;
  /** Fraction of groups whose rewards are all equal: their gradient is zero. */
  readonly idle: number;
}

/** Draws `draws` groups and accumulates with Welford's recurrence, which is numerically stable. */
export function gradientStatistics(
  policies: GrpoPolicies,
  rewards: ArrayLike<number>,
  size: number,
  options: GrpoOptions,
  draws: number,
  random: Random,
): GradientStatistics {
  const mean = new Float64Array(rewards.length);
  const squares = new Float64Array(rewards.length);
  let idle = 0;
  for (let n = 1; n <= draws; n++) {
    const { gradient, advantages } = drawGroup(policies, rewards, size, options, random);
    if (advantages.every((advantage) => advantage === 0)) idle++;
    for (let s = 0; s < mean.length; s++) {
      const off = gradient[s]! - mean[s]!;
      mean[s]! += off / n;
      squares[s]! += off * (gradient[s]! - mean[s]!);
    }
  }
  return { draws, mean, variance: squares.map((sum) => sum / Math.max(1, draws - 1)), idle: idle / draws };
}
