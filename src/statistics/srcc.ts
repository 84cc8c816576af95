import { comparable } from './pairs';
import { plcc } from './plcc';
import { ranks } from './ranks';

/**
 * Spearman's rank correlation with average ranks for ties, in -1..1: Pearson's correlation of the ranks. `undefined`
 * where plcc of the ranks is: fewer than two pairs, unequal lengths, a number that is not finite, one side constant.
 */
export function srcc(x: ArrayLike<number>, y: ArrayLike<number>): number | undefined {
  return comparable(x, y) ? plcc(ranks(x), ranks(y)) : undefined;
}
