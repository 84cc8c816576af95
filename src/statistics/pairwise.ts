import type { Concordance } from './concordance';
import { concordance } from './concordance';
import { denseRanks } from './dense';
import { comparable } from './pairs';

/**
 * Pairwise accuracy of scores against scores: the fraction of all n (n - 1) / 2 pairs of rows that both sides order alike,
 * a tie being alike only to a tie (Deutsch, Foster and Freitag 2023). `undefined` where the samples cannot be compared or
 * hold a single row. O(n log n).
 */
export function pairwiseAccuracy(x: ArrayLike<number>, y: ArrayLike<number>): number | undefined {
  return comparable(x, y) ? shareAlike(concordance(denseRanks(x), denseRanks(y)), x.length) : undefined;
}

/** The same from what was counted of n rows. */
export function shareAlike({ alike }: Pick<Concordance, 'alike'>, n: number): number | undefined {
  return n < 2 ? undefined : alike / ((n * (n - 1)) / 2);
}
