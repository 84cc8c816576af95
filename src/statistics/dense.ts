/** The distinct numbers of a sample in rising order, and which of them each row holds. */
export interface DenseRanks {
  /** For each row the index of its number among the distinct ones, 0 for the smallest. */
  readonly group: Uint32Array;
  /** How many rows hold each distinct number. */
  readonly sizes: Uint32Array;
}

/**
 * Numbers a sample's distinct values from the smallest. Everything that ranks builds on this: a typed array sorts many
 * times faster than an index array with a comparator. Numbers must be finite. O(n log n).
 */
export function denseRanks(values: ArrayLike<number>): DenseRanks {
  const n = values.length;
  const sorted = Float64Array.from(values).sort();
  const sizes = new Uint32Array(n);
  let distinct = 0;
  for (let i = 0; i < n; i++) {
    if (i > 0 && sorted[i] !== sorted[distinct - 1]) sorted[distinct++] = sorted[i]!;
    else if (i === 0) distinct = 1;
    sizes[distinct - 1]!++;
  }
  const group = new Uint32Array(n);
  for (let i = 0; i < n; i++) group[i] = indexOf(sorted, distinct, values[i]!);
  return { group, sizes: sizes.slice(0, distinct) };
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

function indexOf(sorted: Float64Array, length: number, value: number): number {
  let low = 0;
  let high = length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
