import type { Random } from '../base';
import type { Interval } from './bootstrap';
import { percentileInterval } from './bootstrap';

/** Interval of a mean over units that are resampled as a whole, such as the correlations inside each content. */
export function meanInterval(values: ArrayLike<number>, draws: number, random: Random): Interval | undefined {
  const n = values.length;
  if (n < 2) return undefined;
  const means = Array.from({ length: draws }, () => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += values[random.integer(0, n)]!;
    return sum / n;
  });
  return percentileInterval(means);
}
