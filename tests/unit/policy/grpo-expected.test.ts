import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/base/random';
import { objectiveGradient } from '../../../src/policy/aso';
import { expectation, softmax } from '../../../src/policy/distribution';
import { groupAdvantages, groupGradient } from '../../../src/policy/grpo';
import { expectedGradient, finiteGroupAdvantages, largeGroupAdvantages } from '../../../src/policy/grpo-expected';

const REWARDS = [0.2, 1, -0.5, 1];
const LOGITS = [0.3, -0.4, 0.9, 0.1];
const OLD = softmax(LOGITS);

/** Every group of `size` levels with its probability: 4^size of them. */
function* everyGroup(size: number): Generator<{ actions: number[]; probability: number }> {
  for (let code = 0; code < 4 ** size; code++) {
    const actions = Array.from({ length: size }, (_, i) => Math.floor(code / 4 ** i) % 4);
    yield { actions, probability: actions.reduce((p, action) => p * OLD[action]!, 1) };
  }
}

describe('the exact expectations for a finite group', () => {
  const current = softmax(LOGITS.map((z, s) => z + [0.4, -0.3, 0, -0.2][s]!));
  const policies = { current, old: OLD, reference: softmax([0, 1, 0, 0]) };
  const options = { clip: 0.2, klWeight: 0.3 };

  it('equal the sum over every group that can be drawn, off the policy and with clipping', () => {
    for (const size of [2, 3, 5]) {
      const gradient = new Float64Array(4);
      for (const { actions, probability } of everyGroup(size)) {
        const advantages = groupAdvantages(actions.map((action) => REWARDS[action]!));
        groupGradient(policies, actions, advantages, options).forEach((g, s) => (gradient[s]! += probability * g));
      }
      const means = finiteGroupAdvantages(OLD, REWARDS, size)!;
      expectedGradient(policies, means, options).forEach((g, s) => expect(g).toBeCloseTo(gradient[s]!, 13));
    }
  });

  it('are within sampling noise of a large sample for a group of eight', () => {
    const random = createRandom('expectation of eight');
    const means = finiteGroupAdvantages(OLD, REWARDS, 8)!;
    const exact = expectedGradient(policies, means, options);
    const draws = 20_000;
    const mean = new Float64Array(4);
    for (let i = 0; i < draws; i++) {
      const actions = Array.from({ length: 8 }, () => {
        let rest = random.next();
        return OLD.findIndex((p) => (rest -= p) < 0);
      });
      const advantages = groupAdvantages(actions.map((action) => REWARDS[action]!));
      groupGradient(policies, actions, advantages, options).forEach((g, s) => (mean[s]! += g / draws));
    }
    mean.forEach((g, s) => expect(Math.abs(g - exact[s]!)).toBeLessThan(0.01));
  });

  it('are undefined where there are too many groups to enumerate', () => {
    const many = Array.from({ length: 21 }, (_, s) => s);
    expect(finiteGroupAdvantages(softmax(many), many, 64)).toBeUndefined();
    // Two distinct rewards stay cheap for any number of levels and samples.
    expect(
      finiteGroupAdvantages(
        softmax(many.map(() => 0)),
        many.map((s) => s % 2),
        64,
      ),
    ).toBeDefined();
  });

  it('are zero where every level has the same reward', () => {
    const { gain, loss } = finiteGroupAdvantages(OLD, [3, 3, 3, 3], 8)!;
    expect([...gain, ...loss]).toEqual(new Array(8).fill(0));
  });
});

describe('a large group', () => {
  it('is the limit of finite groups', () => {
    const large = largeGroupAdvantages(OLD, REWARDS);
    const distance = (size: number): number => {
      const finite = finiteGroupAdvantages(OLD, REWARDS, size)!;
      return Math.max(
        ...large.gain.map((gain, s) => Math.abs(gain + large.loss[s]! - finite.gain[s]! - finite.loss[s]!)),
      );
    };
    expect(distance(8)).toBeLessThan(distance(4));
    expect(distance(96)).toBeLessThan(distance(8) / 4);
    expect(distance(96)).toBeLessThan(0.03);
  });

  it("is, without clip and KL term, the gradient of the expected reward over the rewards' standard deviation", () => {
    const policies = { current: OLD, old: OLD, reference: OLD };
    const gradient = expectedGradient(policies, largeGroupAdvantages(OLD, REWARDS, 0), { clip: Infinity, klWeight: 0 });
    const mean = expectation(OLD, REWARDS);
    const deviation = Math.sqrt(
      expectation(
        OLD,
        REWARDS.map((reward) => (reward - mean) ** 2),
      ),
    );
    const plain = objectiveGradient(OLD, OLD, REWARDS, 0);
    gradient.forEach((g, s) => expect(g).toBeCloseTo(plain[s]! / deviation, 12));
  });
});
