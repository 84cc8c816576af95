import { comparable } from './pairs';

/** Root of the mean squared difference, in the samples' unit. `undefined` where the samples cannot be compared. */
export function rmse(x: ArrayLike<number>, y: ArrayLike<number>): number | undefined {
  if (!comparable(x, y)) return undefined;
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += (x[i]! - y[i]!) ** 2;
  return Math.sqrt(sum / x.length);
}

/** Mean absolute difference, in the samples' unit. `undefined` where the samples cannot be compared. */
export function mae(x: ArrayLike<number>, y: ArrayLike<number>): number | undefined {
  if (!comparable(x, y)) return undefined;
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += Math.abs(x[i]! - y[i]!);
  return sum / x.length;
}
