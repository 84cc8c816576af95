/**
 * Change of `values` per element at index `at`, which is element `place` of a line of `length` elements `stride` apart:
 * a central difference, one-sided at both ends.
 */
export function lineSlope(values: Float64Array, at: number, place: number, length: number, stride: number): number {
  const before = place > 0 ? at - stride : at;
  const after = place + 1 < length ? at + stride : at;
  return ((values[after]! - values[before]!) * stride) / (after - before);
}
