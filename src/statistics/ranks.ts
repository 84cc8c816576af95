/**
 * Ranks from 1 to n, smallest first; equal numbers share the mean of the ranks they cover ("average" or fractional
 * ranks, the kind that Spearman's coefficient is defined on). Numbers must be finite.
 */
export function ranks(values: ArrayLike<number>): Float64Array {
  const order = Array.from({ length: values.length }, (_, i) => i).sort((a, b) => values[a]! - values[b]!);
  const out = new Float64Array(values.length);
  for (let start = 0; start < order.length;) {
    let end = start + 1;
    while (end < order.length && values[order[end]!] === values[order[start]!]) end++;
    // Ranks start + 1 .. end, whose mean is (start + 1 + end) / 2.
    for (let i = start; i < end; i++) out[order[i]!] = (start + 1 + end) / 2;
    start = end;
  }
  return out;
}
