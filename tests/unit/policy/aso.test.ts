import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/base/random';
import type { Random } from '../../../src/base/random';
import {
  asoTeacher,
  boltzmannFactors,
  imitationGradient,
  objectiveGradient,
  regularisedObjective,
} from '../../../src/policy/aso';
import { expectation, klDivergence, normalised, softmax } from '../../../src/policy/distribution';
import { absoluteReward, rewardVector } from '../../../src/policy/rewards';
import { divide, double, exponential, fixed, logarithm, multiply, ONE, total } from './fixed-point';

const NINE = [1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5];

interface Case {
  readonly reference: number[];
  readonly rewards: number[];
  readonly lambda: number;
}

/** Masses over 15 decades, some of them zero; rewards of three kinds, ties among them; lambda from 1e-6 to 1e6. */
function randomCase(random: Random): Case {
  const count = random.integer(2, 10);
  const reference = Array.from({ length: count }, () =>
    random.chance(0.2) ? 0 : 10 ** random.uniform(random.chance(0.3) ? -15 : -2, 0),
  );
  reference[random.integer(0, count)] = random.uniform(0.1, 1);
  const target = random.uniform(1, 5);
  const kind = random.integer(0, 3);
  const rewards = Array.from({ length: count }, (_, s) =>
    kind === 0 ? -Math.abs(1 + s / 2 - target) : kind === 1 ? random.integer(0, 3) : random.uniform(-10, 10),
  );
  return { reference, rewards, lambda: 10 ** random.uniform(-6, 6) };
}

interface Exact {
  readonly probabilities: number[];
  readonly kl: number;
  readonly entropy: number;
  readonly expectedReward: number;
  readonly objective: number;
}

/** The definitions of the paper, eqs. 4, 8 and 9, in 60 digits; the largest reward is subtracted first. */
function exactly({ reference, rewards, lambda }: Case): Exact {
  const weights = reference.map(fixed);
  const sum = total(weights);
  const ref = weights.map((weight) => divide(weight, sum));
  const best = rewards.reduce((top, reward, s) => (reference[s]! > 0 ? Math.max(top, reward) : top), -Infinity);
  const exponents = rewards.map((reward) => divide(fixed(reward) - fixed(best), fixed(lambda)));
  const terms = ref.map((mass, s) => (mass === 0n ? 0n : multiply(mass, exponential(exponents[s]!))));
  const partition = total(terms);
  const policy = terms.map((term) => divide(term, partition));
  const logZ = logarithm(partition);
  const expected = total(policy.map((p, s) => multiply(p, fixed(rewards[s]!))));
  const kl = total(policy.map((p, s) => multiply(p, exponents[s]! - logZ)));
  return {
    probabilities: policy.map(double),
    kl: double(kl),
    entropy: -double(total(policy.map((p) => (p <= 0n ? 0n : multiply(p, logarithm(p)))))),
    expectedReward: double(expected),
    objective: double(expected - multiply(fixed(lambda), kl)),
  };
}

const error = (actual: number, expected: number): number =>
  Math.abs(actual - expected) / Math.max(1, Math.abs(expected));

describe('the 60-digit reference', () => {
  it('computes e and its logarithm, and converts doubles exactly', () => {
    expect(double(exponential(ONE))).toBe(Math.E);
    expect(double(logarithm(exponential(ONE)))).toBe(1);
    expect(double(logarithm(fixed(10)))).toBe(Math.LN10);
    for (const value of [0.1, -3.7, 1e-6, 1e6, 2 ** -40]) expect(double(fixed(value))).toBe(value);
  });
});

describe('asoTeacher against 60 digits', () => {
  it('is within 1e-12 in 10,000 random cases: every probability, KL, entropy, expected reward and objective', () => {
    const random = createRandom('aso against 60 digits');
    const worst = { probabilities: 0, kl: 0, entropy: 0, expectedReward: 0, objective: 0 };
    for (let i = 0; i < 10_000; i++) {
      const drawn = randomCase(random);
      const exact = exactly(drawn);
      const teacher = asoTeacher(drawn.reference, drawn.rewards, drawn.lambda);
      exact.probabilities.forEach((p, s) => {
        worst.probabilities = Math.max(worst.probabilities, Math.abs(teacher.probabilities[s]! - p));
      });
      for (const name of ['kl', 'entropy', 'expectedReward', 'objective'] as const) {
        worst[name] = Math.max(worst[name], error(teacher[name], exact[name]));
      }
    }
    for (const [name, value] of Object.entries(worst)) expect(value, name).toBeLessThan(1e-12);
  });

  it('keeps twelve digits of a KL divergence that is itself as small as 1e-13', () => {
    const random = createRandom('small divergences');
    let smallest = Infinity;
    for (let i = 0; i < 300; i++) {
      const drawn = { ...randomCase(random), lambda: 10 ** random.uniform(3, 7) };
      const exact = exactly(drawn).kl;
      if (exact < 1e-20) continue;
      smallest = Math.min(smallest, exact);
      expect(Math.abs(asoTeacher(drawn.reference, drawn.rewards, drawn.lambda).kl / exact - 1)).toBeLessThan(1e-12);
    }
    expect(smallest).toBeLessThan(1e-13);
  });
});

const mass = fc.oneof(
  { weight: 1, arbitrary: fc.constant(0) },
  { weight: 4, arbitrary: fc.double({ min: 1e-9, max: 1, noNaN: true }) },
);
const problem = fc
  .integer({ min: 2, max: 12 })
  .chain((count) =>
    fc.record({
      reference: fc.array(mass, { minLength: count, maxLength: count }),
      rewards: fc.array(fc.double({ min: -20, max: 20, noNaN: true }), { minLength: count, maxLength: count }),
    }),
  )
  .filter(({ reference }) => reference.some((each) => each > 0));
const lambda = fc.double({ min: -6, max: 6, noNaN: true }).map((exponent) => 10 ** exponent);

describe('asoTeacher', () => {
  it('sums to one, keeps empty levels empty and has no NaN, for any lambda', () => {
    const anyLambda = fc.oneof(lambda, fc.constantFrom(0, 5e-324, 1e-300, 1e-20, 1e300, Infinity));
    fc.assert(
      fc.property(problem, anyLambda, ({ reference, rewards }, lambda) => {
        const { probabilities, kl, entropy, expectedReward, objective } = asoTeacher(reference, rewards, lambda);
        expect(Math.abs(probabilities.reduce((a, b) => a + b, 0) - 1)).toBeLessThan(1e-12);
        probabilities.forEach((p, s) => expect(reference[s] === 0 ? p === 0 : p >= 0).toBe(true));
        for (const value of [kl, entropy, expectedReward, objective]) expect(Number.isFinite(value)).toBe(true);
        expect(kl).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('is the reference at lambda = Infinity and tends to it as lambda grows', () => {
    fc.assert(
      fc.property(problem, ({ reference, rewards }) => {
        const ref = normalised(reference);
        expect(asoTeacher(reference, rewards, Infinity).probabilities).toEqual(ref);
        const near = asoTeacher(reference, rewards, 1e9).probabilities;
        ref.forEach((p, s) => expect(Math.abs(near[s]! - p)).toBeLessThan(1e-7));
      }),
    );
  });

  it("is at lambda = 0 the best reward on the reference's support, ties shared as in the reference", () => {
    const teacher = asoTeacher([0.1, 0.3, 0, 0.6], [2, 2, 9, 1], 0);
    expect([...teacher.probabilities]).toEqual([0.25, 0.75, 0, 0].map((p) => expect.closeTo(p, 15)));
    expect(teacher.kl).toBeCloseTo(-Math.log(0.4), 14);
    expect(teacher.objective).toBe(2);
    expect(asoTeacher([0.5, 0.5], [0, -1], 0).logPartition).toBeCloseTo(-Math.LN2, 14);
    expect(asoTeacher([0.5, 0.5], [3, -1], 0).logPartition).toBe(Infinity);
  });

  it('ties rewards at lambda = 0 that differ in the last digit only', () => {
    // 3.4 - 3.3 and 3.3 - 3.2 are not the same double.
    const rewards = rewardVector([3, 3.2, 3.4], (score) => absoluteReward(score, 3.3));
    expect(rewards[1]).not.toBe(rewards[2]);
    expect([...asoTeacher([1, 1, 1], rewards, 0).probabilities]).toEqual([0, 0.5, 0.5]);
    expect([...boltzmannFactors(rewards, 0)]).toEqual([0, 1, 1]);
    expect([...asoTeacher([1, 1], [0, -1e-12], 0).probabilities]).toEqual([1, 0]);
  });

  it('tends to that limit as lambda falls', () => {
    fc.assert(
      fc.property(problem, ({ reference, rewards }) => {
        // Whole rewards: either tied or a whole point apart.
        const whole = rewards.map(Math.round);
        const limit = asoTeacher(reference, whole, 0);
        const near = asoTeacher(reference, whole, 1e-6);
        limit.probabilities.forEach((p, s) => expect(Math.abs(near.probabilities[s]! - p)).toBeLessThan(1e-12));
        expect(Math.abs(near.kl - limit.kl)).toBeLessThan(1e-12);
      }),
    );
  });

  it('never expects less reward at a smaller lambda, nor a smaller divergence', () => {
    fc.assert(
      fc.property(problem, lambda, lambda, ({ reference, rewards }, a, b) => {
        const bold = asoTeacher(reference, rewards, Math.min(a, b));
        const timid = asoTeacher(reference, rewards, Math.max(a, b));
        expect(bold.expectedReward).toBeGreaterThanOrEqual(timid.expectedReward - 1e-12);
        expect(bold.kl).toBeGreaterThanOrEqual(timid.kl - 1e-12);
      }),
    );
  });

  it('reaches an objective that no other policy exceeds', () => {
    fc.assert(
      fc.property(problem, problem, lambda, ({ reference, rewards }, other, lambda) => {
        const { probabilities, objective } = asoTeacher(reference, rewards, lambda);
        const ref = normalised(reference);
        const scale = Math.max(1, lambda);
        const own = regularisedObjective(probabilities, ref, rewards, lambda);
        expect(Math.abs(own - objective)).toBeLessThan(1e-11 * scale);
        const rival = normalised(
          ref.map((mass, s) => mass * (0.01 + (other.reference[s % other.reference.length] ?? 0))),
        );
        expect(regularisedObjective(rival, ref, rewards, lambda)).toBeLessThanOrEqual(objective + 1e-11 * scale);
      }),
    );
  });

  it('has the objective lambda log Z, and the result by hand on two levels', () => {
    const teacher = asoTeacher([0.5, 0.5], [0, -Math.LN2], 1);
    expect([...teacher.probabilities]).toEqual([2 / 3, 1 / 3].map((p) => expect.closeTo(p, 15)));
    expect(teacher.logPartition).toBeCloseTo(Math.log(0.75), 15);
    expect(teacher.objective).toBeCloseTo(Math.log(0.75), 15);
  });

  it('orders levels by their distance from the target, as in the paper with lambda = beta = 1', () => {
    const teacher = asoTeacher(
      new Array(9).fill(1),
      rewardVector(NINE, (score) => absoluteReward(score, 3.5)),
      1,
    );
    for (let s = 1; s <= 5; s++) expect(teacher.probabilities[s]!).toBeGreaterThan(teacher.probabilities[s - 1]!);
    expect(teacher.probabilities[5]! / teacher.probabilities[4]!).toBeCloseTo(Math.exp(0.5), 12);
  });

  it.each([
    ['a negative lambda', [1, 1], [0, 0], -1],
    ['lambda NaN', [1, 1], [0, 0], Number.NaN],
    ['a reference without mass', [0, 0], [0, 0], 1],
    ['a negative mass', [1, -1], [0, 0], 1],
    ['lengths that differ', [1, 1], [0], 1],
    ['a reward that is not finite', [1, 1], [0, Infinity], 1],
  ])('refuses %s', (_, reference, rewards, lambda) => {
    expect(() => asoTeacher(reference, rewards, lambda)).toThrow(RangeError);
  });
});

describe('regularisedObjective', () => {
  it('is -Infinity off the support of the reference, at every lambda', () => {
    for (const lambda of [0, 1, Infinity]) expect(regularisedObjective([0, 1], [1, 0], [0, 5], lambda)).toBe(-Infinity);
    expect(regularisedObjective([1, 0], [1, 0], [2, 5], Infinity)).toBe(2);
  });
});

describe('boltzmannFactors', () => {
  it('are one at the best reward and fall by exp(difference / lambda)', () => {
    expect([...boltzmannFactors([-2, 0, -1], 0.5)]).toEqual([Math.exp(-4), 1, Math.exp(-2)]);
    expect([...boltzmannFactors([-2, 0, 0], 0)]).toEqual([0, 1, 1]);
  });
});

describe('the gradients by the logits', () => {
  const reference = normalised([1, 2, 3, 2]);
  const rewards = [-1, 0.5, 0, -2];
  const logits = [0.3, -0.2, 0.7, 0];
  const slopes = (objective: (policy: Float64Array) => number): number[] =>
    logits.map((_, j) => {
      const step = 1e-5;
      const moved = (by: number) => objective(softmax(logits.map((z, i) => (i === j ? z + by : z))));
      return (moved(step) - moved(-step)) / (2 * step);
    });

  it('of the objective and of the imitation agree with finite differences', () => {
    const policy = softmax(logits);
    const teacher = asoTeacher(reference, rewards, 0.4).probabilities;
    const climb = objectiveGradient(policy, reference, rewards, 0.4);
    const imitate = imitationGradient(policy, teacher);
    slopes((p) => regularisedObjective(p, reference, rewards, 0.4)).forEach((g, j) =>
      expect(climb[j]).toBeCloseTo(g, 8),
    );
    slopes((p) => -klDivergence(teacher, p)).forEach((g, j) => expect(imitate[j]).toBeCloseTo(g, 8));
  });

  it('vanish together at the teacher, and only there', () => {
    const teacher = asoTeacher(reference, rewards, 0.4).probabilities;
    const norm = (vector: Float64Array) => Math.sqrt(expectation(vector, vector));
    expect(norm(objectiveGradient(teacher, reference, rewards, 0.4))).toBeLessThan(1e-15);
    expect(norm(imitationGradient(teacher, teacher))).toBe(0);
    expect(norm(objectiveGradient(reference, reference, rewards, 0.4))).toBeGreaterThan(0.1);
  });
});
