import type { Concordance } from './concordance';
import { concordance } from './concordance';
import { denseRanks } from './dense';
import { comparable } from './pairs';

/**
 * Kendall's tau-b, in -1..1: (concordant - discordant) / sqrt(pairs not tied in x * pairs not tied in y). `undefined`
 * for fewer than two pairs, unequal lengths, a number that is not finite, or one side constant.
 */
export function krcc(x: ArrayLike<number>, y: ArrayLike<number>): number | undefined {
  return comparable(x, y) ? tauB(concordance(denseRanks(x), denseRanks(y))) : undefined;
}

/** Kendall's formula for b; `undefined` where a side is constant. */
export function tauB({ balance, untiedX, untiedY }: Concordance): number | undefined {
  return untiedX === 0 || untiedY === 0 ? undefined : balance / (Math.sqrt(untiedX) * Math.sqrt(untiedY));
}

/**
 * Stuart's tau-c, in -1..1: 2 m (concordant - discordant) / (n^2 (m - 1)), m the smaller number of distinct values.
 * Made for tables that are not square, such as five ratings against a continuous score. `undefined` where a side has
 * fewer than two distinct values.
 */
export function tauC(balance: number, n: number, distinct: number): number | undefined {
  return distinct < 2 ? undefined : (2 * distinct * balance) / (n * n * (distinct - 1));
}
