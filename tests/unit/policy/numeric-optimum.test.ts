import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/base/random';
import { asoTeacher } from '../../../src/policy/aso';
import { normalised } from '../../../src/policy/distribution';
import { numericOptimum } from '../../../src/policy/numeric-optimum';

describe('numericOptimum', () => {
  it('agrees with the closed form in objective and policy', () => {
    const random = createRandom('numeric optimum');
    for (let i = 0; i < 60; i++) {
      const count = random.integer(2, 10);
      const reference = normalised(
        Array.from({ length: count }, () => (random.chance(0.15) ? 0 : random.uniform(0.02, 1))).with(0, 1),
      );
      const rewards = Array.from({ length: count }, () => random.uniform(-4, 0));
      const lambda = 10 ** random.uniform(-1, 1.5);
      const closed = asoTeacher(reference, rewards, lambda);
      const found = numericOptimum(reference, rewards, lambda);
      expect(Math.abs(found.objective - closed.objective)).toBeLessThan(1e-9);
      found.policy.forEach((p, s) => expect(Math.abs(p - closed.probabilities[s]!)).toBeLessThan(1e-4));
      expect(found.policy.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
    }
  });

  it('never exceeds the closed form by more than rounding', () => {
    const reference = normalised([1, 2, 0, 1]);
    for (const lambda of [0.01, 0.3, 1, 100]) {
      const closed = asoTeacher(reference, [-2, -1, 0, -0.5], lambda).objective;
      expect(numericOptimum(reference, [-2, -1, 0, -0.5], lambda).objective).toBeLessThanOrEqual(closed + 1e-12);
    }
  });

  it('stays at the only level', () => {
    expect([...numericOptimum([0, 1, 0], [0, -1, 0], 1).policy]).toEqual([0, 1, 0]);
  });
});
