import { comparable } from './pairs';

/**
 * Coefficient of determination of unfitted scores, R^2 = 1 - sum (score - target)^2 / sum (target - mean)^2: the share
 * of the targets' variance that they explain. Always predicting the mean gives 0; worse predictions give negative
 * values. `undefined` where the samples cannot be compared or the targets are constant. Unlike a correlation it is
 * sensitive to scale and offset.
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
