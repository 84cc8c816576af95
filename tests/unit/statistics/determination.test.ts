import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { determination } from '../../../src/statistics/determination';

const sample = fc.array(fc.double({ min: 1, max: 5, noNaN: true }), { minLength: 3, maxLength: 40 });

describe('the coefficient of determination', () => {
  test('is 1 for the targets themselves, 0 for their mean and below 0 for their mirror image', () => {
    const truth = [1, 2, 3.5, 5];
    expect(determination(truth, truth)).toBe(1);
    expect(determination([2.875, 2.875, 2.875, 2.875], truth)).toBeCloseTo(0, 12);
    expect(determination([5, 3.5, 2, 1], truth)).toBeLessThan(-1);
  });

  test('is low for weak agreement', () => {
    const truth = Array.from({ length: 50 }, (_, i) => i / 10);
    const trace = truth.map((value) => 2.45 + 0.001 * value);
    expect(determination(trace, truth)).toBeLessThan(0.01);
  });

  test('never exceeds 1', () => {
    fc.assert(
      fc.property(sample, sample, (a, b) => {
        const n = Math.min(a.length, b.length);
        expect(determination(a.slice(0, n), b.slice(0, n)) ?? 0).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('does not exist for constant targets', () => {
    expect(determination([1, 2], [3, 3])).toBeUndefined();
  });
});
