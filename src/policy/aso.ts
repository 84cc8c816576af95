import { entropy, expectation, klDivergence, klTerm, normalised } from './distribution';

/** Rewards closer than this, relative to the best of them or to one, differ by rounding alone. */
const TIED = 1e-14;

/** The optimal score policy of one judgement and what the explorer and the trainer ask of it. Logarithms in nats. */
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
  /** F(pi*), eq. 4, the largest value that any policy reaches; equal to lambda log Z. */
  readonly objective: number;
}

/**
 * pi*(s) proportional to pi_ref(s) exp(R(s) / lambda), paper ASO eqs. 8 and 9, in log space.
 *
 * `reference` are weights >= 0, brought to sum 1 here; a level without mass never gets any. `rewards` are finite, one a
 * level. lambda = 0 is the limit: all mass on the best reward of the reference's support, ties by their mass in the
 * reference. lambda = Infinity gives the reference. Throws a RangeError for anything else.
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
    // log(pi* / pi_ref), without the detour over two logarithms that differ little when lambda is large.
    const logRatio = boltzmannExponent(rewards[s]! - centre, lambda) - log;
    // A small mass multiplied in the exponent: e^logRatio alone may overflow.
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
 * F(pi) = E_pi[R] - lambda KL(pi || pi_ref), paper ASO eq. 4, for any policy. -Infinity where the policy leaves the
 * reference's support, at lambda = 0 too: that is the limit of every lambda above it.
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

/** Gradient of F (eq. 4) with respect to the logits of the policy; the way up. lambda is finite here. */
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

/** Gradient of -L_score (eq. 12) with respect to the logits of the policy, the way to the teacher: pi* - pi. */
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
 * Rewards with those that miss the best one of the support by rounding alone put on it. At lambda = 0 a last digit would
 * decide otherwise between two levels equally far from the target, such as 3.2 and 3.4 from 3.3.
 */
function tieRewards(rewards: ArrayLike<number>, support?: ArrayLike<number>): Float64Array {
  const within = Float64Array.from(rewards);
  const best = within.reduce((top, reward, s) => (support?.[s] === 0 ? top : Math.max(top, reward)), -Infinity);
  const room = TIED * Math.max(1, Math.abs(best));
  return within.map((reward) => (Math.abs(best - reward) <= room ? best : reward));
}

/** R / lambda, where a reward of zero stays zero even at lambda = 0. */
function boltzmannExponent(reward: number, lambda: number): number {
  return reward === 0 ? 0 : reward / lambda;
}

/**
 * log of sum ref exp((R - centre) / lambda). Near the reference (every exponent small) the centre is the mean reward and
 * log1p keeps the digits of a sum just off 1; elsewhere it is the reward of the heaviest term, and log-sum-exp.
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
