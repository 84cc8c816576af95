import { comparable } from './pairs';

/**
 * Kendall's tau-b, in -1..1: (concordant - discordant) / sqrt(pairs not tied in x * pairs not tied in y). `undefined`
 * for fewer than two pairs, unequal lengths, a number that is not finite, or one side constant.
 *
 * Every pair is looked at: n (n - 1) / 2 comparisons, 12 million for 5,000 clips, well under a second.
 */
export function krcc(x: ArrayLike<number>, y: ArrayLike<number>): number | undefined {
  if (!comparable(x, y)) return undefined;
  let balance = 0;
  let untiedX = 0;
  let untiedY = 0;
  for (let i = 1; i < x.length; i++) {
    for (let j = 0; j < i; j++) {
      const dx = Math.sign(x[i]! - x[j]!);
      const dy = Math.sign(y[i]! - y[j]!);
      balance += dx * dy;
      untiedX += dx * dx;
      untiedY += dy * dy;
    }
  }
  if (untiedX === 0 || untiedY === 0) return undefined;
  return balance / (Math.sqrt(untiedX) * Math.sqrt(untiedY));
}
