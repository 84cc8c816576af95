import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../src/base/random';
import type { LogisticKind } from '../../../src/statistics/logistic';
import { fitLogistic } from '../../../src/statistics/logistic';
import { plcc } from '../../../src/statistics/plcc';
import { ownMetrics } from './own-metrics';
import { FIT } from './scipy-reference';

const KINDS: readonly LogisticKind[] = [4, 5];

describe.each(KINDS)('a logistic curve of %i parameters', (kind) => {
  test('equals the formula of its parameters', () => {
    const { parameters, apply } = fitLogistic(FIT.x, FIT.y, kind)!;
    const [b1 = 0, b2 = 0, b3 = 0, b4 = 0, b5 = 0] = parameters;
    for (const x of [0, 20, 55, 90]) {
      const formula =
        kind === 4
          ? b2 + (b1 - b2) / (1 + Math.exp(-(x - b3) / b4))
          : b1 * (0.5 - 1 / (1 + Math.exp(b2 * (x - b3)))) + b4 * x + b5;
      expect(apply(x)).toBeCloseTo(formula, 9);
    }
  });

  test('goes through points that lie on such a curve, rising or falling', () => {
    const x = Array.from({ length: 40 }, (_, i) => i / 4);
    for (const direction of [1, -1]) {
      const y = x.map((value) => 3 + (direction * 2) / (1 + Math.exp(-(value - 5) / 1.2)));
      expect(fitLogistic(x, y, kind)!.residual).toBeLessThan(1e-6);
      expect(ownMetrics(x, y)[kind === 4 ? 'plcc4' : 'plcc5']).toBeCloseTo(1, 8);
    }
  });

  test('does not depend on the units of either side', () => {
    const here = fitLogistic(FIT.x, FIT.y, kind)!;
    const far = fitLogistic(
      FIT.x.map((value) => value * 1e-6 - 40),
      FIT.y.map((value) => value * 1e5),
      kind,
    )!;
    expect(far.apply(50e-6 - 40) / 1e5).toBeCloseTo(here.apply(50), 4);
  });

  test('does not exist for fewer rows or distinct numbers than parameters, or a constant side', () => {
    expect(fitLogistic([1, 2, 3], [1, 2, 3], kind)).toBeUndefined();
    expect(fitLogistic([1, 1, 1, 2, 2, 2], [1, 2, 3, 4, 5, 6], kind)).toBeUndefined();
    expect(fitLogistic([1, 2, 3, 4, 5, 6], [2, 2, 2, 2, 2, 2], kind)).toBeUndefined();
    expect(fitLogistic([1, 2, 3, 4, 5, Number.NaN], [1, 2, 3, 4, 5, 6], kind)).toBeUndefined();
  });
});

test('with five parameters, which include the straight line, the fit never correlates less than the raw scores', () => {
  const numbers = fc.double({ min: 1, max: 5, noNaN: true });
  fc.assert(
    fc.property(fc.array(fc.tuple(numbers, numbers), { minLength: 8, maxLength: 60 }), (pairs) => {
      const x = pairs.map(([a]) => a);
      const y = pairs.map(([, b]) => b);
      const fitted = ownMetrics(x, y).plcc5;
      const raw = plcc(x, y);
      if (fitted === undefined || raw === undefined) return;
      expect(fitted).toBeGreaterThanOrEqual(Math.abs(raw) - 1e-4);
    }),
    { numRuns: 60 },
  );
});

test('through nearly straight points no curve of a grid fits better', () => {
  const random = createRandom('valley');
  const y = Array.from({ length: 2000 }, () => Math.min(5, Math.max(1, 3 + 0.8 * random.normal())));
  const x = y.map((value) => 0.5 * value + 0.3 * random.normal());
  const { plcc5, plcc: straight } = ownMetrics(x, y);
  const spread = Math.sqrt(x.reduce((sum, value) => sum + (value - 1.5) ** 2, 0) / x.length);
  for (const width of [0.1, 0.3, 1, 2, 4, 8, 16, 29]) {
    for (const centre of [-2, -1, -0.5, 0, 0.5, 1, 2]) {
      const rise = x.map((value) => 1 / (1 + Math.exp(-(value - 1.5 - centre * spread) / (width * spread))));
      const [own, shared] = [plcc(rise, y)!, plcc(rise, x)!];
      // Multiple correlation of y with the rise and x.
      const squared = (own ** 2 + straight! ** 2 - 2 * own * straight! * shared) / (1 - shared ** 2);
      expect(plcc5).toBeGreaterThanOrEqual(Math.sqrt(squared) - 1e-8);
    }
  }
  expect(Math.abs(fitLogistic(x, y, 5)!.parameters[0]!)).toBeLessThan(1e5);
});

test('a large sample is fitted as well as a small one', () => {
  const x = Array.from({ length: 9000 }, (_, i) => (i % 997) / 100);
  const y = x.map((value, i) => 1 + 4 / (1 + Math.exp(-(value - 4) / 0.9)) + Math.sin(i) * 0.1);
  const fit = fitLogistic(x, y, 4)!;
  expect(fit.parameters[2]).toBeCloseTo(4, 1);
  expect(fit.residual).toBeCloseTo(0.1 / Math.SQRT2, 2);
});
