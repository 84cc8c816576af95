/**
 * R = -beta |s - s*| (paper ASO, 4.2 and C.1): `score` and `target` on the same scale, beta in reward a score point.
 */
export function absoluteReward(score: number, target: number, beta = 1): number {
  return beta === 0 ? 0 : -beta * Math.abs(score - target);
}

/** R = -beta (s - s*)^2 (paper ASO, 4.2). */
export function squaredReward(score: number, target: number, beta = 1): number {
  return beta === 0 ? 0 : -beta * (score - target) ** 2;
}

export interface AccuracyDistanceWeights {
  readonly accuracy: number;
  readonly distance: number;
}

/**
 * R_acc + w R_dist (paper ASO, eqs. 1 and 2): R_acc is 1 when prediction and target fall into the same bin, R_dist is 5
 * - |pred - gt|. The paper writes round(). Its bins are the levels (half steps in UltraVQA), so both are rounded to the
 * nearest of `scores`, the lower one halfway. An answer without a score (`undefined`) gets 0.
 */
export function accuracyDistanceReward(
  scores: ArrayLike<number>,
  score: number | undefined,
  target: number,
  weights: AccuracyDistanceWeights = { accuracy: 1, distance: 1 },
): number {
  if (score === undefined) return 0;
  const accuracy = nearestIndex(scores, score) === nearestIndex(scores, target) ? 1 : 0;
  return weights.accuracy * accuracy + weights.distance * (5 - Math.abs(score - target));
}

/**
 * R_acc + w R_fmt (Q-Save 4.3, w = 0.5): R_acc is 1 when the rating word is `target`, the word of the MOS (R(s) of
 * 3.4.2, `ratingOfMos`), and R_fmt is 1 when the answer has its rationale in think tags. `rating` is undefined where
 * the answer has none.
 */
export function ratingFormatReward(
  rating: string | undefined,
  target: string,
  formatted: boolean,
  formatWeight = 0.5,
): number {
  return (rating === target ? 1 : 0) + (formatted ? formatWeight : 0);
}

/**
 * The same for any number of levels, for a reward vector. The range of `scores` is divided into one equal interval per
 * level, upper bounds inclusive (Q-Save 3.4.2); R_acc is 1 for the level whose interval contains the target. With five
 * levels on 1..5 that is `ratingOfMos`.
 */
export function levelFormatReward(
  scores: ArrayLike<number>,
  level: number,
  target: number,
  formatted: boolean,
  formatWeight = 0.5,
): number {
  return (level === intervalIndex(scores, target) ? 1 : 0) + (formatted ? formatWeight : 0);
}

/** The reward of every level, as the closed form needs it. */
export function rewardVector(
  scores: ArrayLike<number>,
  reward: (score: number, level: number) => number,
): Float64Array {
  return Float64Array.from(scores, reward);
}

/** The index of the score nearest to a value; halfway, the lower one. `scores` rise. */
export function nearestIndex(scores: ArrayLike<number>, value: number): number {
  let best = 0;
  for (let s = 1; s < scores.length; s++) {
    if (Math.abs(scores[s]! - value) < Math.abs(scores[best]! - value) - 1e-12) best = s;
  }
  return best;
}

/** R(s) of Q-Save 3.4.2 for any number of equal intervals; values outside the range belong to the nearest interval. */
function intervalIndex(scores: ArrayLike<number>, value: number): number {
  const count = scores.length;
  const low = scores[0]!;
  const range = scores[count - 1]! - low;
  for (let i = 1; i < count; i++) {
    // Compared without division, so that a value on a bound is exact.
    if (count * (value - low) <= i * range + 1e-12) return i - 1;
  }
  return count - 1;
}
