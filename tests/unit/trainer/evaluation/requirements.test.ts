import { describe, expect, it } from 'vitest';
import { requirementsOf, shortfallTable } from '../../../../src/trainer/evaluation/requirements';
import type { Metrics } from '../../../../src/trainer/evaluation/metrics';
import { metricsOf } from '../metrics';

const measured = (metrics: Metrics, what: string) =>
  requirementsOf(metrics).find((requirement) => requirement.what === what)?.measured;

describe('the requirements', () => {
  it('read each result from the metrics, undefined where not measured', () => {
    const metrics = metricsOf({ artifacts: { rows: [], macroAuc: 0.9, macroF1: 0.55, surestTrue: 0.8 } });
    expect(measured(metrics, 'motion-quality, SRCC')).toBeCloseTo(1, 12);
    expect(measured(metrics, 'motion-quality, Acc@0.5')).toBe(0);
    expect(measured(metrics, 'clarity-quality, SRCC')).toBeUndefined();
    expect(measured(metrics, 'artifacts, macro-F1')).toBe(0.55);
    expect(measured(metrics, 'rationales, first artifact true')).toBeUndefined();
    expect(measured(metrics, 'visual-quality and human static_quality, all clips, SRCC')).toBeUndefined();
  });

  it('are listed where they were measured and are not met', () => {
    const requirement = (what: string, required: number, measured: number | undefined) => ({
      what,
      required,
      measured,
    });
    expect(
      shortfallTable([
        requirement('a', 0.8, 0.79),
        requirement('b', 0.8, 0.8),
        requirement('c', 0.8, undefined),
      ])?.split('\n'),
    ).toEqual(['| result | required | measured |', '|---|---|---|', '| a | at least 0.80 | 0.790 |']);
    expect(shortfallTable([requirement('b', 0.8, 0.9)])).toBeUndefined();
    const less = (value: number) => ({ ...requirement('d', 0.15, value), lessIsBetter: true as const });
    expect(shortfallTable([less(0.2)])).toContain('| d | at most 0.15 | 0.200 |');
    expect(shortfallTable([less(0.1)])).toBeUndefined();
  });
});
