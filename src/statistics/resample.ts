import type { Random } from '../base';

/**
 * How often each row was drawn in a resample of a table. A byte is enough: a row is drawn once on average, and 256
 * times with a probability of 10^-507.
 */
export type Weights = Uint8Array;

/** Resamples that the kernels process together, interleaved in memory; as in assembly/resamples.ts. */
export const LANES = 4;

/** Draws as many rows as there are, with replacement, and counts them. Overwrites `weights`. */
export function drawWeights(random: Random, weights: Weights): void {
  const n = weights.length;
  weights.fill(0);
  for (let i = 0; i < n; i++) weights[Math.floor(random.next() * n)]!++;
}

/** The values of a resample, each repeated as often as its row was drawn. */
export function materialise(values: ArrayLike<number>, weights: Weights): Float64Array {
  const out: number[] = [];
  for (let i = 0; i < weights.length; i++) for (let k = 0; k < weights[i]!; k++) out.push(values[i]!);
  return Float64Array.from(out);
}
