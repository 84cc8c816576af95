import { expect, it } from 'vitest';
import { averageOf } from '../../../src/trainer/network/average';
import { initialWeights } from '../../../src/trainer/network/parameters';
import { TINY } from './clips';

it('the weight average is the mean of every weight, and the network itself for a single one', () => {
  const [a, b, c] = [1, 2, 3].map((seed) => initialWeights(TINY, seed)) as [
    ReturnType<typeof initialWeights>,
    ReturnType<typeof initialWeights>,
    ReturnType<typeof initialWeights>,
  ];
  expect(averageOf([a])).toEqual(a);
  const mean = averageOf([a, b, c]);
  expect(Object.keys(mean)).toEqual(Object.keys(a));
  for (const name of Object.keys(a)) {
    mean[name]!.forEach((value, i) => {
      expect(Math.abs(value - (a[name]![i]! + b[name]![i]! + c[name]![i]!) / 3), name).toBeLessThan(1e-6);
    });
  }
});
