import { describe, expect, it } from 'vitest';
import { expectation, mode } from '../../../src/policy/distribution';
import { gaussian, mixture, smoothedOneHot, uniform } from '../../../src/policy/soft-targets';

const NINE = [1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5];
const sum = (values: Float64Array): number => values.reduce((a, b) => a + b, 0);

describe('soft targets', () => {
  it('sum to one and have the expected mode', () => {
    for (const target of [uniform(9), gaussian(NINE, 3.2, 0.5), smoothedOneHot(9, 4, 0.1)]) {
      expect(sum(target)).toBeCloseTo(1, 14);
    }
    expect(mode(gaussian(NINE, 3.6, 0.5))).toBe(5);
    expect(expectation(gaussian(NINE, 3, 0.5), NINE)).toBeCloseTo(3, 14);
  });

  it('a Gaussian has the ratios of its density between levels', () => {
    const soft = gaussian(NINE, 3, 0.5);
    expect(soft[5]! / soft[4]!).toBeCloseTo(Math.exp(-0.5), 14);
    expect(soft[6]! / soft[4]!).toBeCloseTo(Math.exp(-2), 14);
  });

  it('a Gaussian far narrower than the levels is the nearest one, not NaN', () => {
    expect([...gaussian([1, 2, 3], 1.9, 1e-4)]).toEqual([0, 1, 0]);
  });

  it('smoothing distributes epsilon over all levels', () => {
    expect([...smoothedOneHot(4, 1, 0.2)]).toEqual([0.05, 0.85, 0.05, 0.05].map((p) => expect.closeTo(p, 15)));
    expect([...smoothedOneHot(3, 2)]).toEqual([0, 0, 1]);
  });

  it('a mixture is one end, the other, or a distribution between them', () => {
    const [from, to] = [uniform(4), smoothedOneHot(4, 1)];
    expect([...mixture(from, to, 0)]).toEqual([...from]);
    expect([...mixture(from, to, 1)]).toEqual([...to]);
    expect([...mixture(from, to, 0.2)]).toEqual([0.2, 0.4, 0.2, 0.2].map((p) => expect.closeTo(p, 15)));
  });
});
