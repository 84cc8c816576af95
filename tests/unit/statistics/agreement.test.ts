import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accuracyWithin, exactAccuracy } from '../../../src/statistics/accuracy';
import { mae, rmse } from '../../../src/statistics/error';

describe('errors', () => {
  test('of 3, -4 and 0 are a mean of 7/3 and a root mean square of 5/sqrt 3', () => {
    expect(mae([4, 0, 2], [1, 4, 2])).toBeCloseTo(7 / 3, 12);
    expect(rmse([4, 0, 2], [1, 4, 2])).toBeCloseTo(5 / Math.sqrt(3), 12);
  });

  test('are never negative, and the root mean square is at least the mean', () => {
    const numbers = fc.double({ min: 1, max: 5, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(numbers, numbers), { minLength: 1 }), (pairs) => {
        const x = pairs.map(([a]) => a);
        const y = pairs.map(([, b]) => b);
        expect(mae(x, y)!).toBeGreaterThanOrEqual(0);
        expect(rmse(x, y)!).toBeGreaterThanOrEqual(mae(x, y)! - 1e-12);
      }),
    );
  });
});

describe('accuracy within half a level', () => {
  test('counts a difference of exactly the tolerance, also after rounding errors', () => {
    expect(accuracyWithin([1, 2, 3, 4], [1.5, 2.6, 2.5, 4])).toBe(0.75);
    expect(accuracyWithin([0.8], [0.3])).toBe(1);
    expect(accuracyWithin([1, 1], [2, 2.1], 1)).toBe(0.5);
  });
});

test('metrics do not exist where samples are empty, unequal or not finite', () => {
  for (const f of [mae, rmse, accuracyWithin]) {
    expect(f([], [])).toBeUndefined();
    expect(f([1], [1, 2])).toBeUndefined();
    expect(f([Number.NaN], [1])).toBeUndefined();
  }
});

test('exact accuracy compares the nearest whole scores, halves going up on both sides', () => {
  expect(exactAccuracy([1.4, 2.5, 3, 4.6], [1, 3.2, 3.49, 4])).toBe(0.75);
  expect(exactAccuracy([], [])).toBeUndefined();
});
