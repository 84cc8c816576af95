import type { Concordance } from './concordance';

/**
 * Pairwise accuracy: the fraction of all n (n - 1) / 2 pairs of rows that both sides order equally; a tie matches only
 * a tie (Deutsch, Foster and Freitag 2023). `undefined` for a single row.
 */
export function shareAlike({ alike }: Pick<Concordance, 'alike'>, n: number): number | undefined {
  return n < 2 ? undefined : alike / ((n * (n - 1)) / 2);
}
