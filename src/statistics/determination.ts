import { meanOfShares } from './mean';
import { comparable } from './pairs';

/**
 * Coefficient of determination of unfitted scores, R^2 = 1 - sum (score - target)^2 / sum (target - mean)^2: the share
 * of the targets' variance that they explain. Always predicting the mean gives 0; worse predictions give negative
 * values. `undefined` where the samples cannot be compared or the targets are constant. Unlike a correlation it is
 * sensitive to scale and offset.
 */
export function determination(scores: ArrayLike<number>, targets: ArrayLike<number>): number | undefined {
  if (!comparable(scores, targets)) return undefined;
  const mean = meanOfShares(targets);
  let left = 0;
  let all = 0;
  for (let i = 0; i < targets.length; i++) {
    left += (scores[i]! - targets[i]!) ** 2;
    all += (targets[i]! - mean) ** 2;
  }
  return all === 0 ? undefined : 1 - left / all;
}
