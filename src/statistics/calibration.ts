import { wilson } from './wilson';

/** What was said with about the same probability, and how often it came true. */
export interface CalibrationBin {
  /** Mean of the probabilities in the bin. */
  readonly predicted: number;
  /** Fraction that came true. */
  readonly observed: number;
  readonly count: number;
  /** Wilson's 95 % interval of the fraction. */
  readonly low: number;
  readonly high: number;
}

export interface Calibration {
  /** Bins that hold anything, in rising order. */
  readonly bins: readonly CalibrationBin[];
  /** Expected calibration error: distance of the two, weighted by count. */
  readonly error: number;
}

/** The bin of a probability among `count` of equal width. */
export function binOf(probability: number, count: number): number {
  return Math.max(0, Math.min(count - 1, Math.floor(probability * count)));
}

/**
 * Reliability of stated probabilities (0..1) against outcomes (0 or 1) in `count` bins of equal width. For level
 * distributions, give every level of every clip as one statement. `undefined` for none.
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
