import type { Random } from '../base/random';

/** How often each row stands in a resample of a table; a row of weight zero was not drawn. */
export type Weights = Uint16Array;

/** Draws as many rows as there are, with replacement, and counts them. Overwrites `weights`. */
export function drawWeights(random: Random, weights: Weights): void {
  const n = weights.length;
  weights.fill(0);
  for (let i = 0; i < n; i++) weights[Math.floor(random.next() * n)]!++;
}

/** The rows of a resample one after another, each as often as it was drawn. */
export function materialise(values: ArrayLike<number>, weights: Weights): Float64Array {
  const out: number[] = [];
  for (let i = 0; i < weights.length; i++) for (let k = 0; k < weights[i]!; k++) out.push(values[i]!);
  return Float64Array.from(out);
}
