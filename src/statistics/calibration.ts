import { wilson } from './wilson';

/** Predictions of similar probability, and how often they were correct. */
export interface CalibrationBin {
  /** Mean predicted probability in the bin. */
  readonly predicted: number;
  /** Observed frequency: the fraction with outcome 1. */
  readonly observed: number;
  readonly count: number;
  /** Wilson's 95 % interval of the observed frequency. */
  readonly low: number;
  readonly high: number;
}

export interface Calibration {
  /** Bins that are not empty, in rising order. */
  readonly bins: readonly CalibrationBin[];
  /** Expected calibration error: |predicted - observed|, weighted by count. */
  readonly error: number;
}

/** The bin of a probability among `count` of equal width. */
export function binOf(probability: number, count: number): number {
  return Math.max(0, Math.min(count - 1, Math.floor(probability * count)));
}

/**
 * Reliability of predicted probabilities (0..1) against outcomes (0 or 1) in `count` bins of equal width. For level
 * distributions, every level of every clip is one prediction. `undefined` without predictions.
 */
export function calibration(
  probabilities: ArrayLike<number>,
  outcomes: ArrayLike<number>,
  count = 10,
): Calibration | undefined {
  const n = probabilities.length;
  if (n === 0 || outcomes.length !== n) return undefined;
  const sums = new Float64Array(count);
  const hits = new Float64Array(count);
  const sizes = new Uint32Array(count);
  for (let i = 0; i < n; i++) {
    const bin = binOf(probabilities[i]!, count);
    sums[bin]! += probabilities[i]!;
    hits[bin]! += outcomes[i]!;
    sizes[bin]!++;
  }
  const bins: CalibrationBin[] = [];
  let error = 0;
  for (let bin = 0; bin < count; bin++) {
    const size = sizes[bin]!;
    if (size === 0) continue;
    const [predicted, observed] = [sums[bin]! / size, hits[bin]! / size];
    error += (Math.abs(predicted - observed) * size) / n;
    bins.push({ predicted, observed, count: size, ...wilson(observed, size) });
  }
  return { bins, error };
}
