import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/base/random';
import { softmax } from '../../../src/policy/distribution';
import { expectedGradient, finiteGroupAdvantages } from '../../../src/policy/grpo-expected';
import { drawGroup, drawLevel, gradientStatistics } from '../../../src/policy/grpo-simulation';

const POLICY = softmax([0.3, -0.4, 0.9, 0.1, 0]);
const REWARDS = [-1, 0, -0.5, -2, -1];
const policies = { current: POLICY, old: POLICY, reference: softmax([0, 0, 0, 1, 0]) };
const options = { clip: 0.2, klWeight: 0.1 };

describe('drawLevel', () => {
  it('draws every level as often as its probability says, and never one without mass', () => {
    const random = createRandom('levels');
    const policy = [0.5, 0, 0.2, 0.3, 0];
    const counts = new Array<number>(5).fill(0);
    const draws = 20_000;
    for (let i = 0; i < draws; i++) counts[drawLevel(policy, random)]!++;
    // Four standard errors of a share.
    policy.forEach((p, s) =>
      expect(Math.abs(counts[s]! / draws - p)).toBeLessThanOrEqual(4 * Math.sqrt((p * (1 - p)) / draws)),
    );
  });

  it('returns the last level with mass where rounding leaves a gap', () => {
    expect(drawLevel([0.3, 0.3, 0], { ...createRandom(1), next: () => 0.999 })).toBe(1);
  });
});

describe('drawGroup', () => {
  it('is the same for the same seed and another for another', () => {
    const draw = (seed: number) => [...drawGroup(policies, REWARDS, 8, options, createRandom(seed)).actions];
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });

  it('gives every action its reward', () => {
    const { actions, rewards } = drawGroup(policies, REWARDS, 8, options, createRandom(3));
    expect([...rewards]).toEqual([...actions].map((action) => REWARDS[action]));
  });
});

describe('gradientStatistics', () => {
  it('has the exact expectation as its mean, within four standard errors', () => {
    const draws = 5000;
    const { mean, variance } = gradientStatistics(policies, REWARDS, 4, options, draws, createRandom('mean'));
    const exact = expectedGradient(policies, finiteGroupAdvantages(POLICY, REWARDS, 4)!, options);
    exact.forEach((g, s) => expect(Math.abs(mean[s]! - g)).toBeLessThan(4 * Math.sqrt(variance[s]! / draws)));
  });

  it('has a variance that falls with the size of the group, about as one over it', () => {
    const total = (size: number): number =>
      gradientStatistics(policies, REWARDS, size, options, 3000, createRandom(size)).variance.reduce(
        (a, b) => a + b,
        0,
      );
    const ratio = total(4) / total(16);
    expect(ratio).toBeGreaterThan(3);
    expect(ratio).toBeLessThan(6);
  });

  it('counts the groups with a zero gradient', () => {
    const rewards = [1, 0, 0, 0, 0];
    const { idle } = gradientStatistics(policies, rewards, 2, options, 20_000, createRandom('idle'));
    const hit = POLICY[0]!;
    expect(idle).toBeCloseTo(hit ** 2 + (1 - hit) ** 2, 1);
  });
});
