import { denseRanks, midranks } from './dense';

/**
 * Ranks from 1 to n, smallest first; equal numbers share the mean of the ranks they cover ("average" or fractional
 * ranks, the kind that Spearman's coefficient is defined on). Numbers must be finite.
 */
export function ranks(values: ArrayLike<number>): Float64Array {
  const { group, sizes } = denseRanks(values);
  const shared = midranks(sizes);
  return Float64Array.from(group, (g) => shared[g]!);
}
