import { comparable } from './pairs';

/**
 * Pairwise accuracy of scores against scores: the fraction of all n (n - 1) / 2 pairs of rows that both order alike, a tie
 * being what differs by at most the side's threshold (Deutsch, Foster and Freitag 2023). `undefined` where the samples
 * cannot be compared or hold a single row. Every pair is looked at: 12 million for 5,000 rows.
 */
export function pairwiseAccuracy(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  ties: { readonly x?: number; readonly y?: number } = {},
): number | undefined {
  if (!comparable(x, y) || x.length < 2) return undefined;
  const { x: tieX = 0, y: tieY = 0 } = ties;
  let hits = 0;
  for (let i = 1; i < x.length; i++) {
    for (let j = 0; j < i; j++) {
      const dx = x[i]! - x[j]!;
      const dy = y[i]! - y[j]!;
      const orderX = Math.abs(dx) <= tieX ? 0 : Math.sign(dx);
      const orderY = Math.abs(dy) <= tieY ? 0 : Math.sign(dy);
      if (orderX === orderY) hits++;
    }
  }
  return hits / ((x.length * (x.length - 1)) / 2);
}
