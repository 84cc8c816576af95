/**
 * Group Relative Policy Optimisation of a categorical policy over levels: the baseline of both papers (Q-Save 4.3;
 * paper ASO 4.1, Stage II), with the objective of the work they cite (DeepSeekMath, section 4.1). One action is one
 * level.
 */

export interface GrpoOptions {
  /** The ratio of new to old probability is clipped to 1 - clip .. 1 + clip; Infinity disables the clip. */
  readonly clip: number;
  /** Weight of the estimated KL to the reference: the papers' beta; lambda in ASO's objective. */
  readonly klWeight: number;
}

/** The three policies of a step, each over the same levels with sum 1. */
export interface GrpoPolicies {
  /** The policy being trained, pi_theta. */
  readonly current: ArrayLike<number>;
  /** The policy that drew the group, pi_old; equal to `current` in the first step after drawing. */
  readonly old: ArrayLike<number>;
  /** The fixed policy of the KL term, pi_ref. */
  readonly reference: ArrayLike<number>;
}

/**
 * (r_i - mean) / (std + epsilon) within one group; std over n - 1, epsilon 1e-6, as in verl, which Q-Save trained with.
 * Exactly zero for equal rewards and for a group of one.
 */
export function groupAdvantages(rewards: ArrayLike<number>, epsilon = 1e-6): Float64Array {
  const group = Float64Array.from(rewards);
  // An exact test: rounding in the mean would leave tiny advantages where they are zero.
  if (group.length < 2 || group.every((reward) => reward === group[0])) return new Float64Array(group.length);
  const mean = group.reduce((sum, reward) => sum + reward, 0) / group.length;
  const squares = group.reduce((sum, reward) => sum + (reward - mean) ** 2, 0);
  const scale = Math.sqrt(squares / (group.length - 1)) + epsilon;
  return group.map((reward) => (reward - mean) / scale);
}

/** min(rho A, clip(rho, 1 - c, 1 + c) A): one sample's term of the objective, with ratio rho = pi / pi_old. */
export function clippedSurrogate(ratio: number, advantage: number, clip: number): number {
  return Math.min(ratio * advantage, Math.min(1 + clip, Math.max(1 - clip, ratio)) * advantage);
}

/** Its derivative with respect to log pi: rho A, and 0 where the ratio is clipped. */
export function clippedSurrogateSlope(ratio: number, advantage: number, clip: number): number {
  const held = advantage > 0 ? ratio > 1 + clip : ratio < 1 - clip;
  return held ? 0 : ratio * advantage;
}

/**
 * The k3 estimate of KL(pi || pi_ref) from one sample of pi: e^x - x - 1 with x = log pi_ref - log pi. Never negative;
 * its mean over pi is the KL where pi_ref lies within pi's support. Infinity where pi_ref has no mass.
 */
export function k3(logRatio: number): number {
  if (logRatio === -Infinity) return Infinity;
  if (Math.abs(logRatio) < 0.5) {
    // x^2/2! + x^3/3! + ...: the closed form would cancel here.
    let term = logRatio;
    let sum = 0;
    for (let k = 2; k <= 18; k++) {
      term *= logRatio / k;
      sum += term;
    }
    return sum;
  }
  return Math.expm1(logRatio) - logRatio;
}

/** The derivative of k3 with respect to log pi: 1 - pi_ref / pi. */
export function k3Slope(logRatio: number): number {
  return -Math.expm1(logRatio);
}

/** Adds weight * gradient of log pi(action) with respect to the logits, which is e_action - pi, onto `gradient`. */
export function addScoreFunction(
  gradient: Float64Array,
  policy: ArrayLike<number>,
  action: number,
  weight: number,
): void {
  for (let s = 0; s < gradient.length; s++) gradient[s]! -= weight * policy[s]!;
  gradient[action]! += weight;
}

/** One sampled level's term of the objective: clipped surrogate minus the weighted k3. */
export function sampleObjective(
  policies: GrpoPolicies,
  action: number,
  advantage: number,
  options: GrpoOptions,
): number {
  const { ratio, logRatio } = ratiosOf(policies, action);
  const penalty = options.klWeight === 0 ? 0 : options.klWeight * k3(logRatio);
  return clippedSurrogate(ratio, advantage, options.clip) - penalty;
}

/** The derivative of `sampleObjective` with respect to log pi(action). */
export function sampleSlope(policies: GrpoPolicies, action: number, advantage: number, options: GrpoOptions): number {
  const { ratio, logRatio } = ratiosOf(policies, action);
  const penalty = options.klWeight === 0 ? 0 : options.klWeight * k3Slope(logRatio);
  return clippedSurrogateSlope(ratio, advantage, options.clip) - penalty;
}

/** Mean objective of a group: `actions` are level indices drawn from `policies.old`, one advantage each. */
export function groupObjective(
  policies: GrpoPolicies,
  actions: ArrayLike<number>,
  advantages: ArrayLike<number>,
  options: GrpoOptions,
): number {
  let sum = 0;
  for (let i = 0; i < actions.length; i++) sum += sampleObjective(policies, actions[i]!, advantages[i]!, options);
  return sum / actions.length;
}

/** Gradient of `groupObjective` with respect to the logits of the current policy; ascent direction. */
export function groupGradient(
  policies: GrpoPolicies,
  actions: ArrayLike<number>,
  advantages: ArrayLike<number>,
  options: GrpoOptions,
): Float64Array {
  const gradient = new Float64Array(policies.current.length);
  for (let i = 0; i < actions.length; i++) {
    const slope = sampleSlope(policies, actions[i]!, advantages[i]!, options);
    addScoreFunction(gradient, policies.current, actions[i]!, slope / actions.length);
  }
  return gradient;
}

function ratiosOf(policies: GrpoPolicies, action: number): { ratio: number; logRatio: number } {
  const current = policies.current[action]!;
  return {
    ratio: current / policies.old[action]!,
    logRatio: Math.log(policies.reference[action]!) - Math.log(current),
  };
}
