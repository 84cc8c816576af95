/** Distributions over the levels of a scale: plain arrays, one probability per level, sum 1. */

/**
 * Scales weights to sum 1. Throws a RangeError unless they are finite, not negative, and at least one is above zero.
 */
export function normalised(weights: ArrayLike<number>): Float64Array {
  const largest = Array.from(weights).reduce((a, b) => Math.max(a, b), 0);
  const out = new Float64Array(weights.length);
  let sum = 0;
  for (let s = 0; s < weights.length; s++) {
    const weight = weights[s]!;
    if (!(weight >= 0 && weight < Infinity)) throw new RangeError(`weight ${s} is ${weight}, not a finite number >= 0`);
    // Divided first: the sum of huge weights would overflow, and the sum of tiny ones would lose digits.
    out[s] = weight === 0 ? 0 : weight / largest;
    sum += out[s]!;
  }
  if (sum === 0) throw new RangeError('a distribution needs mass on at least one level');
  for (let s = 0; s < out.length; s++) out[s]! /= sum;
  return out;
}

/** exp(z) over its sum; the largest logit is subtracted first. A logit of -Infinity is a level without mass. */
export function softmax(logits: ArrayLike<number>): Float64Array {
  const top = Array.from(logits).reduce((a, b) => Math.max(a, b), -Infinity);
  return normalised(Float64Array.from(logits, (logit) => Math.exp(logit - top)));
}

/** Sum of p_s v_s: the expected score with scores as values, the expected reward with rewards. */
export function expectation(probabilities: ArrayLike<number>, values: ArrayLike<number>): number {
  let sum = 0;
  for (let s = 0; s < probabilities.length; s++) {
    // A level without mass is skipped: its value may be infinite.
    if (probabilities[s] !== 0) sum += probabilities[s]! * values[s]!;
  }
  return sum;
}

/** The index of the likeliest level; the lowest one of ties. */
export function mode(probabilities: ArrayLike<number>): number {
  let best = 0;
  for (let s = 1; s < probabilities.length; s++) if (probabilities[s]! > probabilities[best]!) best = s;
  return best;
}

/** Shannon's entropy in nats. */
export function entropy(probabilities: ArrayLike<number>): number {
  let sum = 0;
  for (let s = 0; s < probabilities.length; s++) {
    const p = probabilities[s]!;
    if (p > 0) sum -= p * Math.log(p);
  }
  return Math.max(0, sum);
}

/** KL(p || q) in nats; Infinity where p has mass on a level without mass in q. */
export function klDivergence(p: ArrayLike<number>, q: ArrayLike<number>): number {
  let sum = 0;
  for (let s = 0; s < p.length; s++) {
    if (q[s] === 0) {
      if (p[s]! > 0) return Infinity;
      continue;
    }
    const change = (p[s]! - q[s]!) / q[s]!;
    // log1p keeps the digits for nearly equal masses, the difference of logarithms for very unequal ones.
    const logRatio = Math.abs(change) < 0.5 ? Math.log1p(change) : Math.log(p[s]!) - Math.log(q[s]!);
    sum += klTerm(q[s]!, logRatio);
  }
  return sum;
}

/**
 * One level's term of KL(p || q), with p_s = q_s e^x: q_s (x e^x - e^x + 1). The added -p_s + q_s cancel over all
 * levels. With them no term is negative, so the sum keeps its digits however close p is to q.
 */
export function klTerm(mass: number, logRatio: number): number {
  if (logRatio === -Infinity) return mass;
  if (Math.abs(logRatio) < 0.5) {
    // x^2/2 + 2 x^3/3! + 3 x^4/4! + ...: the closed form would cancel here.
    let power = logRatio;
    let sum = 0;
    for (let k = 2; k <= 20; k++) {
      power *= logRatio / k;
      sum += power * (k - 1);
    }
    return mass * sum;
  }
  // A large ratio comes with a tiny mass: multiplied in the exponent, neither overflows.
  return Math.exp(logRatio + Math.log(mass)) * (logRatio - 1) + mass;
}
