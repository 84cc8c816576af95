/** Arithmetic mean: the sum divided by n. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}

/**
 * Arithmetic mean as the sum of value / n. It differs from `mean` in the last digit; the values that are centred on it
 * keep their published digits.
 */
export function meanOfShares(values: ArrayLike<number>): number {
  let mean = 0;
  for (let i = 0; i < values.length; i++) mean += values[i]! / values.length;
  return mean;
}
