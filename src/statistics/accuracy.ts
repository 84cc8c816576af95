import { comparable } from './pairs';

/** Slack on tolerances: scores are half steps apart, so a difference of exactly the tolerance must not fail by rounding. */
export const ROUNDING = 1e-9;

/**
 * Fraction of pairs that differ by at most `tolerance` (inclusive), in 0..1: Acc@0.5 with the default. `undefined`
 * where the samples cannot be compared.
 */
export function accuracyWithin(x: ArrayLike<number>, y: ArrayLike<number>, tolerance = 0.5): number | undefined {
  if (!comparable(x, y)) return undefined;
  let hits = 0;
  for (let i = 0; i < x.length; i++) {
    if (Math.abs(x[i]! - y[i]!) <= tolerance + ROUNDING) hits++;
  }
  return hits / x.length;
}

/**
 * Fraction of pairs whose scores round to the same integer, halves up: the accuracy of benchmarks with integer scores
 * (Q-Save B.2). `undefined` where the samples cannot be compared.
 */
export function exactAccuracy(x: ArrayLike<number>, y: ArrayLike<number>): number | undefined {
  if (!comparable(x, y)) return undefined;
  let hits = 0;
  for (let i = 0; i < x.length; i++) if (Math.round(x[i]!) === Math.round(y[i]!)) hits++;
  return hits / x.length;
}
