import type { Weights } from './resample';

/** Columns of one length whose sums over resamples are asked for. */
export interface Summands {
  /** Of each pair (x, y) the sums of x, of x x and of x y. */
  readonly pairs: readonly (readonly [x: Float64Array, y: Float64Array])[];
  /** Of each column its sum. */
  readonly columns: readonly Float64Array[];
}

export const SUMS_PER_PAIR = 3;
/** Rows whose columns stay in the processor's nearest cache while every resample goes over them. */
const TILE = 512;

/**
 * For each resample the sums of the pairs, three each, then those of the columns: a product of the matrix of weights with
 * that of the columns, O(n) a sum. Resamples are taken two at a time and columns two at a time, for a loop with one sum
 * waits on itself: an addition takes four cycles, and four of them fit side by side. All resamples go over a stretch of
 * a column before the next column is fetched.
 */
export function weightedSums({ pairs, columns }: Summands, draws: readonly Weights[]): Float64Array[] {
  const rows = draws[0]?.length ?? 0;
  const first = SUMS_PER_PAIR * pairs.length;
  // An odd column has itself for a neighbour, an odd resample one that drew nothing.
  const sums = Array.from({ length: evenly(draws.length) }, () => new Float64Array(first + evenly(columns.length)));
  const weights = sums.map(() => new Float64Array(TILE));
  const twos = Array.from({ length: sums.length / 2 }, (_, i): TwoDraws => {
    return { weights: [weights[2 * i]!, weights[2 * i + 1]!], out: [sums[2 * i]!, sums[2 * i + 1]!] };
  });
  for (let from = 0; from < rows; from += TILE) {
    const to = Math.min(from + TILE, rows);
    // Converted once for all columns: from a byte to a double at every use would cost as much as the sums.
    draws.forEach((each, draw) => weights[draw]!.set(each.subarray(from, to)));
    const stretch = [from, to] as const;
    pairs.forEach((pair, i) => {
      for (const two of twos) addPair(two, pair, stretch, SUMS_PER_PAIR * i);
    });
    for (let i = 0; i < columns.length; i += 2) {
      const columnPair = [columns[i]!, columns[i + 1] ?? columns[i]!] as const;
      for (const two of twos) addColumns(two, columnPair, stretch, first + i);
    }
  }
  return sums.slice(0, draws.length);
}

type Two = readonly [Float64Array, Float64Array];

/** The weights of two resamples in the stretch at hand, and their sums so far. */
interface TwoDraws {
  readonly weights: Two;
  readonly out: Two;
}

/** Adds to three sums of either resample, the first of them at `at`. */
function addPair({ weights, out }: TwoDraws, [x, y]: Two, [from, to]: readonly [number, number], at: number): void {
  const [w, v] = weights;
  // Sums are local: an array's would go through memory at every row.
  let [wx, wxx, wxy] = [0, 0, 0];
  let [vx, vxx, vxy] = [0, 0, 0];
  for (let i = from; i < to; i++) {
    const a = x[i]!;
    const b = y[i]!;
    const wa = w[i - from]! * a;
    const va = v[i - from]! * a;
    wx += wa;
    vx += va;
    wxx += wa * a;
    vxx += va * a;
    wxy += wa * b;
    vxy += va * b;
  }
  out[0][at]! += wx;
  out[0][at + 1]! += wxx;
  out[0][at + 2]! += wxy;
  out[1][at]! += vx;
  out[1][at + 1]! += vxx;
  out[1][at + 2]! += vxy;
}

/** Adds to two sums of either resample. */
function addColumns({ weights, out }: TwoDraws, [x, y]: Two, [from, to]: readonly [number, number], at: number): void {
  const [w, v] = weights;
  let [wx, wy, vx, vy] = [0, 0, 0, 0];
  for (let i = from; i < to; i++) {
    const a = x[i]!;
    const b = y[i]!;
    const f = w[i - from]!;
    const g = v[i - from]!;
    wx += f * a;
    vx += g * a;
    wy += f * b;
    vy += g * b;
  }
  out[0][at]! += wx;
  out[0][at + 1]! += wy;
  out[1][at]! += vx;
  out[1][at + 1]! += vy;
}

function evenly(count: number): number {
  return count + (count % 2);
}
