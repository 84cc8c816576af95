import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  entropy,
  expectation,
  klDivergence,
  klTerm,
  mode,
  normalised,
  softmax,
} from '../../../src/policy/distribution';

const masses = fc.array(fc.double({ min: 1e-6, max: 1, noNaN: true }), { minLength: 2, maxLength: 9 });

describe('normalised', () => {
  it('scales any weights to sum 1, huge and tiny ones too, and keeps zeros', () => {
    expect([...normalised([1, 0, 3])]).toEqual([0.25, 0, 0.75]);
    expect([...normalised([1e308, 1e308])]).toEqual([0.5, 0.5]);
    expect([...normalised([5e-324, 5e-324, 0])]).toEqual([0.5, 0.5, 0]);
  });

  it.each([[[0, 0]], [[]], [[1, -0.1]], [[1, Number.NaN]], [[1, Infinity]]])('refuses %j', (weights) => {
    expect(() => normalised(weights)).toThrow(RangeError);
  });
});

describe('softmax', () => {
  it('is invariant to a constant on all logits, and gives -Infinity no mass', () => {
    expect([...softmax([1000, 1000, -Infinity])]).toEqual([0.5, 0.5, 0]);
    expect([...softmax([0, Math.log(3)])]).toEqual([expect.closeTo(0.25, 15), expect.closeTo(0.75, 15)]);
  });
});

describe('the measures of a distribution', () => {
  it('have their known values on the uniform and the certain one', () => {
    expect(entropy([0.25, 0.25, 0.25, 0.25])).toBeCloseTo(Math.log(4), 15);
    expect(entropy([0, 1, 0])).toBe(0);
    expect(expectation([0.5, 0.5, 0], [1, 2, Infinity])).toBe(1.5);
    expect(mode([0.2, 0.4, 0.4])).toBe(1);
  });

  it('klDivergence is zero for equal, infinite off the support and as computed by hand between', () => {
    expect(klDivergence([0.3, 0.7], [0.3, 0.7])).toBe(0);
    expect(klDivergence([0.5, 0.5], [1, 0])).toBe(Infinity);
    expect(klDivergence([1, 0], [0.25, 0.75])).toBeCloseTo(Math.log(4), 15);
    expect(klDivergence([0, 1], [0, 1])).toBe(0);
  });

  it('klDivergence is never negative and equals the textbook sum', () => {
    fc.assert(
      fc.property(masses, masses, (a, b) => {
        const count = Math.min(a.length, b.length);
        const p = normalised(a.slice(0, count));
        const q = normalised(b.slice(0, count));
        const textbook = p.reduce((sum, mass, s) => sum + mass * Math.log(mass / q[s]!), 0);
        const kl = klDivergence(p, q);
        return kl >= 0 && Math.abs(kl - textbook) < 1e-13;
      }),
    );
  });

  it('klDivergence keeps its digits between distributions that differ in the ninth', () => {
    const d = 2 ** -30;
    // (1 + x) log(1 + x) + (1 - x) log(1 - x) over 2 is x^2/2 + x^4/12 + ...
    expect(klDivergence([0.5 + d, 0.5 - d], [0.5, 0.5]) / (2 * d * d)).toBeCloseTo(1, 14);
  });

  it('klTerm is continuous where its form changes', () => {
    for (const x of [-0.5, 0.5]) expect(klTerm(0.3, x * (1 - 1e-12))).toBeCloseTo(klTerm(0.3, x), 12);
    expect(klTerm(1e-300, 690)).toBeCloseTo(Math.exp(690 + Math.log(1e-300)) * 689, 10);
    expect(klTerm(0.3, -Infinity)).toBe(0.3);
  });
});
