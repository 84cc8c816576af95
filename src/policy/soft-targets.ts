import { normalised } from './distribution';

/** Distributions that a policy starts from or imitates, each over the levels of a scale with sum 1. */

export function uniform(count: number): Float64Array {
  return new Float64Array(count).fill(1 / count);
}

/**
 * Gaussian soft labels: mass proportional to exp(-(s - mean)^2 / 2 sigma^2) at each score; sigma > 0, in score points.
 */
export function gaussian(scores: ArrayLike<number>, mean: number, sigma: number): Float64Array {
  const exponents = Float64Array.from(scores, (score) => -((score - mean) ** 2) / (2 * sigma * sigma));
  const top = exponents.reduce((a, b) => Math.max(a, b), -Infinity);
  return normalised(exponents.map((exponent) => Math.exp(exponent - top)));
}

/**
 * The target of supervised fine-tuning: 1 - epsilon on one level; label smoothing distributes epsilon over all levels.
 */
export function smoothedOneHot(count: number, level: number, epsilon = 0): Float64Array {
  const target = new Float64Array(count).fill(epsilon / count);
  target[level]! += 1 - epsilon;
  return target;
}

/** The mixture (1 - share) from + share to, over the same levels. */
export function mixture(from: ArrayLike<number>, to: ArrayLike<number>, share: number): Float64Array {
  return Float64Array.from(from, (mass, s) => (1 - share) * mass + share * to[s]!);
}
