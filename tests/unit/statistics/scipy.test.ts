import { describe, expect, test } from 'vitest';
import { density, scottBandwidth } from '../../../src/statistics/density';
import { fitLogistic } from '../../../src/statistics/logistic';
import { ownMetrics } from './own-metrics';
import { CORRELATION, DENSITY, FIT } from './scipy-reference';

describe.each(CORRELATION)('coefficients of $name', (sample) => {
  test.each(['srcc', 'plcc', 'krcc', 'krccC'] as const)('%s is that of SciPy to 1e-9', (id) => {
    expect(Math.abs(ownMetrics(sample.predicted, sample.human)[id]! - sample[id])).toBeLessThan(1e-9);
  });
});

describe.each([
  { kind: 4, expected: FIT.four },
  { kind: 5, expected: FIT.five },
] as const)('the logistic curve of $kind parameters', ({ kind, expected }) => {
  test('has the parameters and the residual that curve_fit finds', () => {
    const fit = fitLogistic(FIT.x, FIT.y, kind)!;
    expect(fit.parameters).toHaveLength(kind);
    fit.parameters.forEach((value, i) => {
      expect(Math.abs(value / expected.parameters[i]! - 1)).toBeLessThan(1e-4);
    });
    expect(fit.residual).toBeCloseTo(expected.residual, 8);
  });

  test('gives the linear correlation that pearsonr finds after it', () => {
    expect(Math.abs(ownMetrics(FIT.x, FIT.y)[kind === 4 ? 'plcc4' : 'plcc5']! - expected.plcc)).toBeLessThan(1e-4);
  });
});

test('the density is that of gaussian_kde to 1e-9, with its bandwidth', () => {
  expect(Math.abs(scottBandwidth(DENSITY.values) - DENSITY.bandwidth)).toBeLessThan(1e-12);
  density(DENSITY.values, DENSITY.grid)!.forEach((value, i) => {
    expect(Math.abs(value - DENSITY.expected[i]!)).toBeLessThan(1e-9);
  });
});
