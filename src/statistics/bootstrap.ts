import { quantileSorted } from './quantile';

/** A percentile interval. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  /** Resamples in which the metric exists; the others are left out. */
  readonly draws: number;
}

export const DEFAULT_LEVEL = 0.95;

/**
 * The middle `level` of a metric's values over resamples (Efron's percentile interval). NaN marks a draw without a
 * value.
 */
export function percentileInterval(values: ArrayLike<number>, level = DEFAULT_LEVEL): Interval | undefined {
  const sorted = Float64Array.from(values)
    .filter((value) => !Number.isNaN(value))
    .sort();
  if (sorted.length === 0) return undefined;
  const tail = (1 - level) / 2;
  return { low: quantileSorted(sorted, tail), high: quantileSorted(sorted, 1 - tail), draws: sorted.length };
}

/** The difference of two methods on the same rows, over resamples. */
export interface PairedTest {
  /** Interval of first - second. */
  readonly interval: Interval;
  /** Two-sided: twice the smaller share of draws on either side of zero, never below 2 / (draws + 1). */
  readonly p: number;
}

/**
 * Paired bootstrap test (Efron and Tibshirani 1993, 16): both methods are measured on the same resamples, so the rows'
 * difficulty cancels. `first` and `second` contain the metric of each draw, NaN where it does not exist.
 */
export function pairedTest(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  level = DEFAULT_LEVEL,
): PairedTest | undefined {
  const differences = Float64Array.from(first, (value, i) => value - second[i]!).filter(
    (value) => !Number.isNaN(value),
  );
  const interval = percentileInterval(differences, level);
  if (interval === undefined) return undefined;
  const atMost = differences.filter((value) => value <= 0).length;
  const atLeast = differences.filter((value) => value >= 0).length;
  // The observed sample counts as one more draw, so p is never zero.
  const p = Math.min(1, (2 * (Math.min(atMost, atLeast) + 1)) / (differences.length + 1));
  return { interval, p };
}
