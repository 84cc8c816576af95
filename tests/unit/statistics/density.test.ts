import { describe, expect, test } from 'vitest';
import { calibration } from '../../../src/statistics/calibration';
import { density } from '../../../src/statistics/density';
import { quantileSorted } from '../../../src/statistics/quantile';

describe('density', () => {
  test('integrates to one and is symmetric about a symmetric sample', () => {
    const grid = Array.from({ length: 2001 }, (_, i) => -5 + i * 0.008);
    const curve = density([2, 3, 4, 3], grid)!;
    expect(curve.reduce((sum, value) => sum + value * 0.008, 0)).toBeCloseTo(1, 6);
    const [left, right] = density([2, 3, 4, 3], [2.4, 3.6])!;
    expect(left).toBeCloseTo(right!, 12);
  });

  test('does not exist for a constant, one number or none', () => {
    expect(density([3, 3, 3], [3])).toBeUndefined();
    expect(density([3], [3])).toBeUndefined();
    expect(density([], [3])).toBeUndefined();
  });
});

describe('calibration', () => {
  test('bins predictions and compares them with observed frequencies', () => {
    const { bins, error } = calibration([0.1, 0.12, 0.9, 0.92, 0.94, 1], [0, 1, 1, 1, 1, 0])!;
    expect(bins.map(({ count, observed }) => [count, observed])).toEqual([
      [2, 0.5],
      [4, 0.75],
    ]);
    expect(bins[0]!.predicted).toBeCloseTo(0.11, 12);
    expect(error).toBeCloseTo((2 * Math.abs(0.11 - 0.5) + 4 * Math.abs(0.94 - 0.75)) / 6, 12);
  });

  test("gives Wilson's interval: 5 of 10 lie between 23.7 % and 76.3 %", () => {
    const half = calibration(Array<number>(10).fill(0.55), [1, 1, 1, 1, 1, 0, 0, 0, 0, 0])!.bins[0]!;
    expect(half.low).toBeCloseTo(0.2366, 4);
    expect(half.high).toBeCloseTo(0.7634, 4);
  });

  test('does not exist without predictions', () => {
    expect(calibration([], [])).toBeUndefined();
    expect(calibration([0.5], [])).toBeUndefined();
  });
});

test('quantiles are linear between neighbours, as in NumPy', () => {
  expect(quantileSorted([1, 2, 3, 10], 0.5)).toBe(2.5);
  expect(quantileSorted([1, 2, 3, 10], 0.95)).toBeCloseTo(8.95, 12);
  expect(quantileSorted([4], 0.3)).toBe(4);
  expect(quantileSorted([], 0.3)).toBeNaN();
});
