import { describe, expect, it } from 'vitest';
import { solve } from '../../../../../src/app/pages/aso/problem';
import type { AsoSettings } from '../../../../../src/app/pages/aso/settings';
import { DEFAULT_SETTINGS, REFERENCE_KINDS } from '../../../../../src/app/pages/aso/settings';
import { simulate } from '../../../../../src/app/pages/aso/simulation';

const of = (settings: Partial<AsoSettings>) => simulate(solve({ ...DEFAULT_SETTINGS, draws: 200, ...settings }));
const length = (vector: ArrayLike<number>): number => Math.hypot(...Array.from(vector));

describe('the simulator', () => {
  it('does not depend on clip and KL weight at the reference', () => {
    const expected = of({}).expected;
    expect(of({ clip: 0.01, klWeight: 2 }).expected).toEqual(expected);
    expect(of({ policyAt: 0.5, klWeight: 2 }).expected).not.toEqual(of({ policyAt: 0.5, klWeight: 0 }).expected);
    const moved = { policyAt: 0.6, drawnAt: 0.1, klWeight: 0 };
    expect(of({ ...moved, clip: 0.05 }).expected).not.toEqual(of({ ...moved, clip: 1 }).expected);
  });

  it('leaves ASO and F next to nothing to climb close to the teacher, and GRPO a step', () => {
    const near = of({ policyAt: 0.99, drawnAt: 0.99 });
    expect(length(near.aso)).toBeLessThan(0.01 * length(of({}).aso) * (1 + 1e-9));
    expect(length(near.objective)).toBeLessThan(0.01);
    expect(near.grpoComparison.length).toBeGreaterThan(0.1);
  });

  it('has a J that is the mean of what its samples add, off the policy too', () => {
    const { samples, groupObjective } = of({ policyAt: 0.7, drawnAt: 0.2, clip: 0.1 });
    const mean = samples.reduce((sum, { adds }) => sum + adds, 0) / samples.length;
    expect(groupObjective).toBeCloseTo(mean, 12);
    expect(samples.some(({ ratio }) => Math.abs(ratio - 1) > 0.01)).toBe(true);
    for (const { ratio } of of({ policyAt: 0.4, drawnAt: 0.4 }).samples) expect(ratio).toBe(1);
  });

  it('holds no NaN anywhere on the way, at either limit of lambda and with levels that have no mass', () => {
    for (const reference of REFERENCE_KINDS) {
      for (const lambda of [0, 1e-6, 1, Infinity]) {
        for (const [policyAt, drawnAt] of [
          [0, 0],
          [0.99, 0],
          [0, 0.99],
        ] as const) {
          const simulation = of({
            reference,
            smoothing: 0,
            lambda,
            policyAt,
            drawnAt,
            draws: 20,
            groupSize: 3,
            klWeight: 1,
          });
          const { statistics, expected, objective, aso } = simulation;
          const all = [...statistics.mean, ...statistics.variance, ...(expected ?? []), ...objective, ...aso];
          expect(all.every(Number.isFinite), `${reference}, lambda ${lambda}`).toBe(true);
          expect(Number.isFinite(simulation.groupObjective)).toBe(true);
        }
      }
    }
  });
});
