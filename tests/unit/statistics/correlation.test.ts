import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { krcc } from '../../../src/statistics/krcc';
import { plcc } from '../../../src/statistics/plcc';
import { ranks } from '../../../src/statistics/ranks';
import { srcc } from '../../../src/statistics/srcc';

/** IQ against hours of television, and other small samples; expected values are SciPy 1.17's. */
const IQ = [106, 86, 100, 101, 99, 103, 97, 113, 112, 110];
const HOURS = [7, 0, 27, 50, 28, 29, 20, 12, 6, 17];
const RATED = [2, 1.5, 3, 3.5, 4, 3, 2.5, 2, 3.5, 4.5, 3.5, 2];
const PREDICTED = [1.5, 2.5, 3, 2.5, 4, 2, 2, 1.5, 3, 5, 3.5, 1.5];

describe('ranks', () => {
  test('start at 1 and share the mean rank among equals', () => {
    // Sorted: 1 | 2 2 | 5 | 7 7 7, hence ranks 1, 2.5, 2.5, 4, 6, 6, 6.
    expect([...ranks([7, 2, 5, 7, 1, 2, 7])]).toEqual([6, 2.5, 4, 6, 1, 2.5, 6]);
    expect([...ranks([])]).toEqual([]);
  });

  test('always sum to n (n + 1) / 2', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5, max: 5 })), (values) => {
        const sum = ranks(values).reduce((a, b) => a + b, 0);
        expect(sum).toBe((values.length * (values.length + 1)) / 2);
      }),
    );
  });
});

describe('correlation coefficients agree with SciPy', () => {
  test.each([
    { name: 'srcc', f: srcc, x: IQ, y: HOURS, expected: -0.17575757575757575 },
    { name: 'srcc with ties', f: srcc, x: [1, 2, 3, 4, 5], y: [5, 6, 7, 8, 7], expected: 0.8207826816681233 },
    { name: 'srcc with ties on both sides', f: srcc, x: RATED, y: PREDICTED, expected: 0.8237463365573809 },
    { name: 'krcc', f: krcc, x: IQ, y: HOURS, expected: -0.1111111111111111 },
    { name: 'krcc with ties', f: krcc, x: [12, 2, 1, 12, 2], y: [1, 4, 7, 1, 0], expected: -0.4714045207910316 },
    { name: 'krcc with ties on both sides', f: krcc, x: RATED, y: PREDICTED, expected: 0.7395219099980958 },
    { name: 'plcc', f: plcc, x: IQ, y: HOURS, expected: -0.037601473846875934 },
    { name: 'plcc', f: plcc, x: [1, 2, 3, 4, 5, 6, 7], y: [10, 9, 2.5, 6, 4, 3, 2], expected: -0.8285038835884277 },
    { name: 'plcc of half steps', f: plcc, x: RATED, y: PREDICTED, expected: 0.8456889933171186 },
  ])('$name: $expected', ({ f, x, y, expected }) => {
    expect(Math.abs(f(x, y)! - expected)).toBeLessThan(1e-9);
  });
});

describe('correlation by hand', () => {
  test('tau-b of one swap among four is (5 - 1) / 6', () => {
    expect(krcc([1, 2, 3, 4], [1, 3, 2, 4])).toBeCloseTo(4 / 6, 12);
  });

  test('Spearman of one swap among four is 1 - 6 * 2 / (4 * 15)', () => {
    expect(srcc([1, 2, 3, 4], [10, 1000, 100, 1e6])).toBeCloseTo(0.8, 12);
  });

  test('Pearson of (0, 0), (1, 1), (2, 0) is zero', () => {
    expect(plcc([0, 1, 2], [0, 1, 0])).toBeCloseTo(0, 12);
  });
});

describe.each([
  { name: 'srcc', f: srcc },
  { name: 'krcc', f: krcc },
  { name: 'plcc', f: plcc },
])('$name', ({ f }) => {
  const sample = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })), { minLength: 2 });

  test('does not exist for constants, single pairs, unequal lengths and numbers that are not finite', () => {
    expect(f([], [])).toBeUndefined();
    expect(f([1], [2])).toBeUndefined();
    expect(f([1, 2], [1])).toBeUndefined();
    expect(f([3, 3, 3], [1, 2, 3])).toBeUndefined();
    // The mean of three times 0.1 is not 0.1 in binary: a variance test alone would let this through.
    expect(f([1, 2, 3], [0.1, 0.1, 0.1])).toBeUndefined();
    expect(f([1, Number.NaN, 3], [1, 2, 3])).toBeUndefined();
    expect(f([1, 2, 3], [1, Infinity, 3])).toBeUndefined();
  });

  test('lies in -1..1, is symmetric, and changes its sign with one side', () => {
    fc.assert(
      fc.property(sample, (pairs) => {
        const x = pairs.map(([a]) => a);
        const y = pairs.map(([, b]) => b);
        const r = f(x, y);
        if (r === undefined) return;
        expect(Math.abs(r)).toBeLessThanOrEqual(1 + 1e-12);
        expect(f(y, x)).toBeCloseTo(r, 12);
        expect(
          f(
            x,
            y.map((value) => -value),
          ),
        ).toBeCloseTo(-r, 12);
      }),
    );
  });

  test('is 1 between a sample and a rising line of it', () => {
    fc.assert(
      fc.property(sample, fc.integer({ min: 1, max: 9 }), (pairs, slope) => {
        const x = pairs.map(([a]) => a);
        const r = f(
          x,
          x.map((value) => slope * value + 2),
        );
        if (r !== undefined) expect(r).toBeCloseTo(1, 12);
      }),
    );
  });
});
