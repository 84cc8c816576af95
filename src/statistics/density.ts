import { meanOfShares } from './mean';

/** Beyond this many bandwidths the normal kernel is below the last digit of a double. */
const REACH = 8.6;

/**
 * Scott's bandwidth for a normal kernel: standard deviation (n - 1) times n^(-1/5). NaN with fewer than two numbers.
 */
export function scottBandwidth(values: ArrayLike<number>): number {
  const n = values.length;
  const mean = meanOfShares(values);
  let sum = 0;
  for (let i = 0; i < n; i++) sum += (values[i]! - mean) ** 2;
  return n < 2 ? Number.NaN : Math.sqrt(sum / (n - 1)) * n ** -0.2;
}

/**
 * Gaussian kernel density at the points of `grid`, per unit of the values; it integrates to 1 over all numbers, so part
 * of it lies beyond the ends of a bounded scale. `undefined` where the bandwidth is not above zero (one number, or a
 * constant). The same as scipy.stats.gaussian_kde.
 */
export function density(
  values: ArrayLike<number>,
  grid: ArrayLike<number>,
  bandwidth = scottBandwidth(values),
): Float64Array | undefined {
  if (!(bandwidth > 0)) return undefined;
  const sorted = Float64Array.from(values).sort();
  const factor = 1 / (bandwidth * Math.sqrt(2 * Math.PI) * sorted.length);
  return Float64Array.from(grid, (at) => {
    let sum = 0;
    for (let i = firstAtLeast(sorted, at - REACH * bandwidth); i < sorted.length; i++) {
      const z = (sorted[i]! - at) / bandwidth;
      if (z > REACH) break;
      sum += Math.exp(-0.5 * z * z);
    }
    return sum * factor;
  });
}

function firstAtLeast(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
