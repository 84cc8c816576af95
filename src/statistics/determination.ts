import { comparable } from './pairs';

/**
 * Coefficient of determination of scores as they stand, R^2 = 1 - sum (score - truth)^2 / sum (truth - mean)^2: the
 * share of the truth's variance that they explain. 0 is what its mean alone would give; below that they mislead.
 * `undefined` where the samples cannot be compared or the truth does not vary. Unlike a correlation it does not blow a
 * trace of agreement up.
 */
export function determination(scores: ArrayLike<number>, truth: ArrayLike<number>): number | undefined {
  if (!comparable(scores, truth)) return undefined;
  let mean = 0;
  for (let i = 0; i < truth.length; i++) mean += truth[i]! / truth.length;
  let left = 0;
  let all = 0;
  for (let i = 0; i < truth.length; i++) {
    left += (scores[i]! - truth[i]!) ** 2;
    all += (truth[i]! - mean) ** 2;
  }
  return all === 0 ? undefined : 1 - left / all;
}
