import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/base/random';

describe('createRandom', () => {
  it('returns a fixed stream, on which stored results depend', () => {
    const random = createRandom('slowglass');
    const words = Array.from({ length: 4 }, () => random.next() * 2 ** 32);
    expect(words).toEqual([1821523112, 3159416579, 3365231448, 1776475181]);
    const fork = createRandom('slowglass').fork(1);
    expect([fork.next() * 2 ** 32, fork.next() * 2 ** 32]).toEqual([2660403778, 81766918]);
    expect(createRandom('slowglass').normal()).toBeCloseTo(-0.09486316039331054, 14);
  });

  it('gives the same numbers for the same seed', () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const a = createRandom(seed);
        const b = createRandom(seed);
        for (let i = 0; i < 20; i++) expect(a.next()).toBe(b.next());
      }),
    );
  });

  it('keeps uniform numbers and integers inside their bounds', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.integer({ min: -1000, max: 1000 }),
        fc.integer({ min: 1, max: 500 }),
        (seed, low, span) => {
          const random = createRandom(seed);
          const x = random.uniform(low, low + span);
          const n = random.integer(low, low + span);
          expect(x).toBeGreaterThanOrEqual(low);
          expect(x).toBeLessThan(low + span);
          expect(Number.isInteger(n)).toBe(true);
          expect(n).toBeGreaterThanOrEqual(low);
          expect(n).toBeLessThan(low + span);
        },
      ),
    );
  });

  it('shuffles without losing or repeating an item and does not change the given list', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.integer()), (seed, items) => {
        const before = [...items];
        const after = createRandom(seed).shuffle(items);
        expect(items).toEqual(before);
        expect(after.toSorted((p, q) => p - q)).toEqual(before.toSorted((p, q) => p - q));
      }),
    );
  });

  it('forks streams that do not depend on the position of the parent', () => {
    const fresh = createRandom(7).fork('rater');
    const parent = createRandom(7);
    for (let i = 0; i < 10; i++) parent.next();
    expect(parent.fork('rater').next()).toBe(fresh.next());
    expect(createRandom(7).fork('other').next()).not.toBe(createRandom(7).fork('rater').next());
  });

  it('has the mean and variance of a standard normal', () => {
    const random = createRandom('normal');
    const n = 20_000;
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < n; i++) {
      const x = random.normal();
      sum += x;
      squares += x * x;
    }
    expect(Math.abs(sum / n)).toBeLessThan(0.03);
    expect(Math.abs(squares / n - 1)).toBeLessThan(0.05);
  });

  it('refuses to pick from an empty list', () => {
    expect(() => createRandom(1).pick([])).toThrow(RangeError);
  });
});
