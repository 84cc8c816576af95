import { sortOrder } from './sort-order';

/** The distinct values of a sample in rising order, and the value of each row among them. */
export interface DenseRanks {
  /** Rows in the order of their numbers. */
  readonly order: Uint32Array;
  /** For each row the index of its value among the distinct ones, 0 for the smallest. */
  readonly group: Uint32Array;
  /** The number of rows of each distinct value. */
  readonly sizes: Uint32Array;
}

/** Ranks a sample's distinct values from the smallest; all ranks are built on this. Numbers must be finite. */
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

/** The rank of each distinct value where ties share the mean of the ranks they cover. */
export function midranks(sizes: ArrayLike<number>): Float64Array {
  const out = new Float64Array(sizes.length);
  let below = 0;
  for (let g = 0; g < sizes.length; g++) {
    out[g] = below + (sizes[g]! + 1) / 2;
    below += sizes[g]!;
  }
  return out;
}
