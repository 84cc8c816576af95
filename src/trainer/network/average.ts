import type { Weights } from './parameters';

/**
 * The mean of networks that began with the same weights and went apart since: they lie in one valley, and their mean is
 * about as good as all of them together, at the price of one. All must have the same arrays.
 */
export function averageOf(networks: readonly [Weights, ...Weights[]]): Weights {
  const [first] = networks;
  return Object.fromEntries(
    Object.entries(first).map(([name, { length }]) => {
      const mean = new Float32Array(length);
      for (const weights of networks) {
        const values = weights[name]!;
        for (let i = 0; i < length; i++) mean[i]! += values[i]! / networks.length;
      }
      return [name, mean];
    }),
  );
}
