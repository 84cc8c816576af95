import { entropy, expectation, klDivergence, klTerm, normalised } from './distribution';

/** Rewards closer than this, relative to the best one or to 1, differ by rounding only. */
const TIED = 1e-14;

/** The teacher distribution of one target, and the values derived from it. Logarithms in nats. */
export interface Teacher {
  /** pi*(s), paper ASO eq. 8, over the levels of the reference. */
  readonly probabilities: Float64Array;
  /** log Z, eq. 9. At lambda = 0 it is the limit, which can be infinite. */
  readonly logPartition: number;
  /** KL(pi* || pi_ref). */
  readonly kl: number;
  readonly entropy: number;
  /** E_pi*[R]. */
  readonly expectedReward: number;
  /** F(pi*), eq. 4: the maximum over all policies; equal to lambda log Z. */
  readonly objective: number;
}

/**
 * pi*(s) proportional to pi_ref(s) exp(R(s) / lambda), paper ASO eqs. 8 and 9, in log space.
 *
 * `reference` contains weights >= 0, normalised here; a level without mass never gets any. `rewards` are finite, one
 * per level. lambda = 0 is the limit: all mass on the best reward within the reference's support, ties in proportion to
 * the reference. lambda = Infinity gives the reference. Throws a RangeError for other input.
 */
export function asoTeacher(reference: ArrayLike<number>, rewards: ArrayLike<number>, lambda: number): Teacher {
  checkInput(reference, rewards, lambda);
  const ref = normalised(reference);
  if (lambda === Infinity) return referenceItself(ref, rewards);
  if (lambda === 0) rewards = tieRewards(rewards, ref);
  const { centre, log } = partition(ref, rewards, lambda);
  const probabilities = new Float64Array(ref.length);
  let kl = 0;
  for (let s = 0; s < ref.length; s++) {
    if (ref[s] === 0) continue;
    // log(pi* / pi_ref) directly: for large lambda the difference of two logarithms would cancel.
    const logRatio = boltzmannExponent(rewards[s]! - centre, lambda) - log;
    // A small mass is multiplied in the exponent: e^logRatio alone may overflow.
    probabilities[s] = logRatio < 1 ? ref[s]! * Math.exp(logRatio) : Math.exp(logRatio + Math.log(ref[s]!));
    kl += klTerm(ref[s]!, logRatio);
  }
  const policy = normalised(probabilities);
  return {
    probabilities: policy,
    logPartition: boltzmannExponent(centre, lambda) + log,
    kl,
    entropy: entropy(policy),
    expectedReward: expectation(policy, rewards),
    objective: centre + lambda * log,
  };
}

/**
 * F(pi) = E_pi[R] - lambda KL(pi || pi_ref), paper ASO eq. 4, for any policy. -Infinity where the policy has mass
 * outside the reference's support, also at lambda = 0, as the limit of lambda -> 0.
 */
export function regularisedObjective(
  policy: ArrayLike<number>,
  reference: ArrayLike<number>,
  rewards: ArrayLike<number>,
  lambda: number,
): number {
  const kl = klDivergence(policy, reference);
  if (kl === Infinity) return -Infinity;
  return expectation(policy, rewards) - (kl === 0 ? 0 : lambda * kl);
}

/** Gradient of F (eq. 4) with respect to the logits of the policy; ascent direction. lambda is finite. */
export function objectiveGradient(
  policy: ArrayLike<number>,
  reference: ArrayLike<number>,
  rewards: ArrayLike<number>,
  lambda: number,
): Float64Array {
  const gains = Float64Array.from(policy, (p, s) =>
    p === 0 ? 0 : rewards[s]! - (lambda === 0 ? 0 : lambda * (Math.log(p) - Math.log(reference[s]!))),
  );
  const mean = expectation(policy, gains);
  return gains.map((gain, s) => (policy[s] === 0 ? 0 : policy[s]! * (gain - mean)));
}

/** Gradient of -L_score (eq. 12) with respect to the logits of the policy: pi* - pi. */
export function imitationGradient(policy: ArrayLike<number>, teacher: ArrayLike<number>): Float64Array {
  return Float64Array.from(policy, (p, s) => teacher[s]! - p);
}

/** The Boltzmann factor exp((R - R_max) / lambda) of every level, scaled so that the best reward has 1. */
export function boltzmannFactors(rewards: ArrayLike<number>, lambda: number): Float64Array {
  const tied = lambda === 0 ? tieRewards(rewards) : Float64Array.from(rewards);
  const best = tied.reduce((a, b) => Math.max(a, b), -Infinity);
  return tied.map((reward) => Math.exp(boltzmannExponent(reward - best, lambda)));
}

/**
 * Rewards in which values that differ from the best one of the support by rounding only are set to it. At lambda = 0
 * the last digit would otherwise decide between two levels equally far from the target, such as 3.2 and 3.4 from 3.3.
 */
function tieRewards(rewards: ArrayLike<number>, support?: ArrayLike<number>): Float64Array {
  const within = Float64Array.from(rewards);
  const best = within.reduce((top, reward, s) => (support?.[s] === 0 ? top : Math.max(top, reward)), -Infinity);
  const room = TIED * Math.max(1, Math.abs(best));
  return within.map((reward) => (Math.abs(best - reward) <= room ? best : reward));
}

/** R / lambda; a reward of zero gives zero, also at lambda = 0. */
function boltzmannExponent(reward: number, lambda: number): number {
  return reward === 0 ? 0 : reward / lambda;
}

/**
 * log of sum ref exp((R - centre) / lambda). Where every exponent is small, the centre is the mean reward and log1p
 * keeps the digits of a sum near 1. Elsewhere the centre is the best reward, with log-sum-exp.
 */
function partition(ref: Float64Array, rewards: ArrayLike<number>, lambda: number): { centre: number; log: number } {
  const mean = expectation(ref, rewards);
  const furthest = ref.reduce((far, mass, s) => (mass === 0 ? far : Math.max(far, Math.abs(rewards[s]! - mean))), 0);
  if (furthest <= lambda && lambda > 0) {
    let excess = 0;
    for (let s = 0; s < ref.length; s++) if (ref[s]! > 0) excess += ref[s]! * Math.expm1((rewards[s]! - mean) / lambda);
    return { centre: mean, log: Math.log1p(excess) };
  }
  const best = ref.reduce((top, mass, s) => (mass === 0 ? top : Math.max(top, rewards[s]!)), -Infinity);
  const terms = Array.from(ref, (mass, s) =>
    mass === 0 ? -Infinity : Math.log(mass) + boltzmannExponent(rewards[s]! - best, lambda),
  );
  const top = Math.max(...terms);
  const sum = terms.reduce((total, term) => total + Math.exp(term - top), 0);
  return { centre: best, log: top + Math.log(sum) };
}

function referenceItself(ref: Float64Array, rewards: ArrayLike<number>): Teacher {
  const expectedReward = expectation(ref, rewards);
  return {
    probabilities: ref,
    logPartition: 0,
    kl: 0,
    entropy: entropy(ref),
    expectedReward,
    objective: expectedReward,
  };
}

function checkInput(reference: ArrayLike<number>, rewards: ArrayLike<number>, lambda: number): void {
  if (!(lambda >= 0)) throw new RangeError(`lambda is ${lambda}; it must be 0 or more`);
  if (reference.length !== rewards.length) {
    throw new RangeError(`${reference.length} reference masses, but ${rewards.length} rewards`);
  }
  for (let s = 0; s < rewards.length; s++) {
    if (!Number.isFinite(rewards[s])) throw new RangeError(`the reward of level ${s} is ${rewards[s]}, not finite`);
  }
}
