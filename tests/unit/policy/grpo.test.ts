import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/base/random';
import { klDivergence, normalised, softmax } from '../../../src/policy/distribution';
import type { GrpoPolicies } from '../../../src/policy/grpo';
import {
  clippedSurrogate,
  clippedSurrogateSlope,
  groupAdvantages,
  groupGradient,
  groupObjective,
  k3,
  k3Slope,
} from '../../../src/policy/grpo';

const rewards = fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 2, maxLength: 16 });

describe('groupAdvantages', () => {
  it('are exact zeros when all rewards are equal, and for a group of one', () => {
    // 0.1 three times has a mean that is not 0.1.
    expect([...groupAdvantages([0.1, 0.1, 0.1])]).toEqual([0, 0, 0]);
    expect([...groupAdvantages([7])]).toEqual([0]);
  });

  it('have mean zero and, but for epsilon, the standard deviation one over n - 1', () => {
    fc.assert(
      fc.property(rewards, (group) => {
        fc.pre(Math.max(...group) - Math.min(...group) > 0.01);
        const advantages = groupAdvantages(group, 0);
        const mean = advantages.reduce((a, b) => a + b, 0) / group.length;
        const variance = advantages.reduce((sum, a) => sum + (a - mean) ** 2, 0) / (group.length - 1);
        return Math.abs(mean) < 1e-9 && Math.abs(variance - 1) < 1e-9;
      }),
    );
  });

  it('equal the definition on a small group: one hit among four', () => {
    // Mean 1/4, squares 3/4, deviation sqrt(1/4).
    expect([...groupAdvantages([1, 0, 0, 0], 0)]).toEqual([1.5, -0.5, -0.5, -0.5]);
    expect(groupAdvantages([1, 0, 0, 0], 0.5)[0]).toBeCloseTo(0.75, 15);
  });
});

describe('clippedSurrogate', () => {
  it.each([
    // ratio, advantage, value, slope: gains stop counting above 1.2, losses below 0.8.
    [1, 2, 2, 2],
    [1.1, 2, 2.2, 2.2],
    [1.5, 2, 2.4, 0],
    [0.5, 2, 1, 1],
    [0.5, -2, -1.6, 0],
    [1.5, -2, -3, -3],
    [1.5, 0, 0, 0],
  ])('with ratio %f and advantage %f is %f, and its slope by log pi %f', (ratio, advantage, value, slope) => {
    expect(clippedSurrogate(ratio, advantage, 0.2)).toBeCloseTo(value, 14);
    expect(clippedSurrogateSlope(ratio, advantage, 0.2)).toBeCloseTo(slope, 14);
  });

  it('is never above the plain product', () => {
    const ratio = fc.double({ min: 0.01, max: 5, noNaN: true });
    const advantage = fc.double({ min: -3, max: 3, noNaN: true });
    fc.assert(fc.property(ratio, advantage, (r, a) => clippedSurrogate(r, a, 0.2) <= r * a + 1e-15));
    expect(clippedSurrogate(4, 1, Infinity)).toBe(4);
  });
});

describe('k3', () => {
  it('is never negative, and zero only where the policies agree', () => {
    fc.assert(fc.property(fc.double({ min: -30, max: 30, noNaN: true }), (x) => (x === 0 ? k3(x) === 0 : k3(x) >= 0)));
    expect(k3(1e-9) / (0.5 * 1e-18 + 1e-27 / 6)).toBeCloseTo(1, 14);
    expect(k3(-Infinity)).toBe(Infinity);
    for (const x of [-0.5, 0.5]) expect(k3(x * (1 - 1e-13))).toBeCloseTo(k3(x), 12);
  });

  it('has the KL divergence as its mean over the policy', () => {
    const policy = normalised([1, 2, 3, 4]);
    const reference = normalised([4, 1, 1, 2]);
    const mean = policy.reduce((sum, p, s) => sum + p * k3(Math.log(reference[s]! / p)), 0);
    expect(mean).toBeCloseTo(klDivergence(policy, reference), 14);
  });

  it('has the slope that finite differences find', () => {
    for (const x of [-2, -0.1, 0, 0.3, 1.5]) {
      const step = 1e-5;
      // x = log pi_ref - log pi: log pi moves the other way.
      expect(k3Slope(x)).toBeCloseTo((k3(x - step) - k3(x + step)) / (2 * step), 8);
    }
  });
});

describe('groupGradient', () => {
  it('agrees with finite differences of the objective, on and off the policy that drew', () => {
    const random = createRandom('grpo gradient');
    for (let round = 0; round < 50; round++) {
      const draw = (): number[] => Array.from({ length: 5 }, () => random.normal());
      const logits = draw();
      const old = round % 2 === 0 ? softmax(logits) : softmax(logits.map((z) => z + 0.3 * random.normal()));
      const reference = softmax(draw());
      const actions = Array.from({ length: 8 }, () => random.integer(0, 5));
      const advantages = groupAdvantages(actions.map((action) => action * random.uniform(0.5, 1)));
      const options = { clip: round % 4 < 2 ? Infinity : 0.2, klWeight: 0.1 };
      const at = (moved: number[]): GrpoPolicies => ({ current: softmax(moved), old, reference });
      const gradient = groupGradient(at(logits), actions, advantages, options);
      for (let j = 0; j < logits.length; j++) {
        const step = 1e-6;
        const value = (by: number) =>
          groupObjective(at(logits.map((z, i) => (i === j ? z + by : z))), actions, advantages, options);
        expect(gradient[j]).toBeCloseTo((value(step) - value(-step)) / (2 * step), 6);
      }
    }
  });

  it('sums to zero over the logits: a constant on all of them changes nothing', () => {
    const policies = { current: softmax([1, 0, 2]), old: softmax([1, 0, 2]), reference: softmax([0, 0, 0]) };
    const gradient = groupGradient(policies, [0, 2, 2, 1], groupAdvantages([1, 3, 3, 0]), { clip: 0.2, klWeight: 0.5 });
    expect(gradient.reduce((a, b) => a + b, 0)).toBeCloseTo(0, 14);
  });
});
