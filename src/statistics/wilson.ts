const Z95 = 1.959963984540054;

/** Wilson's 95 % interval of a fraction of n, within 0..1. */
export function wilson(fraction: number, n: number): { readonly low: number; readonly high: number } {
  const z2 = Z95 ** 2;
  const centre = (fraction + z2 / (2 * n)) / (1 + z2 / n);
  const reach = (Z95 / (1 + z2 / n)) * Math.sqrt((fraction * (1 - fraction)) / n + z2 / (4 * n * n));
  return { low: Math.max(0, centre - reach), high: Math.min(1, centre + reach) };
}
