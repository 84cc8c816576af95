import type { Concordance } from './concordance';

/**
 * Pairwise accuracy of scores against scores: the fraction of all n (n - 1) / 2 pairs of rows that both sides order alike,
 * a tie being alike only to a tie (Deutsch, Foster and Freitag 2023). `undefined` for a single row.
 */
export function shareAlike({ alike }: Pick<Concordance, 'alike'>, n: number): number | undefined {
  return n < 2 ? undefined : alike / ((n * (n - 1)) / 2);
}
