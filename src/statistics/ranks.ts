import type { DenseRanks } from './dense';
import { denseRanks, midranks } from './dense';
import { mapNumbers } from './map-numbers';

/**
 * Ranks from 1 to n, smallest first; equal numbers share the mean of the ranks they cover ("average" or fractional
 * ranks, the kind that Spearman's coefficient is defined on). Numbers must be finite.
 */
export function ranks(values: ArrayLike<number>): Float64Array {
  return ranksOf(denseRanks(values));
}

export function ranksOf({ group, sizes }: DenseRanks): Float64Array {
  const shared = midranks(sizes);
  return mapNumbers(group, (g) => shared[g]!);
}
