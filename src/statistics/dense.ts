import { sortOrder } from './sort-order';

/** The distinct numbers of a sample in rising order, and which of them each row holds. */
export interface DenseRanks {
  /** Rows in the order of their numbers. */
  readonly order: Uint32Array;
  /** For each row the index of its number among the distinct ones, 0 for the smallest. */
  readonly group: Uint32Array;
  /** How many rows hold each distinct number. */
  readonly sizes: Uint32Array;
}

/** Numbers a sample's distinct values from the smallest; everything that ranks builds on this. Numbers must be finite. */
export function denseRanks(values: ArrayLike<number>): DenseRanks {
  const order = sortOrder(values);
  const group = new Uint32Array(order.length);
  const sizes = new Uint32Array(order.length);
  let last = -1;
  for (let i = 0; i < order.length; i++) {
    const row = order[i]!;
    if (i === 0 || values[row] !== values[order[i - 1]!]) last++;
    group[row] = last;
    sizes[last]!++;
  }
  return { order, group, sizes: sizes.slice(0, last + 1) };
}

/** The rank that each distinct number has where ties share the mean of the ranks they cover. */
export function midranks(sizes: ArrayLike<number>): Float64Array {
  const out = new Float64Array(sizes.length);
  let below = 0;
  for (let g = 0; g < sizes.length; g++) {
    out[g] = below + (sizes[g]! + 1) / 2;
    below += sizes[g]!;
  }
  return out;
}
