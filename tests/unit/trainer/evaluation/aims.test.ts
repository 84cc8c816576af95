import { describe, expect, it } from 'vitest';
import { aimsOf, shortfallTable } from '../../../../src/trainer/evaluation/aims';
import type { Metrics } from '../../../../src/trainer/evaluation/metrics';
import { metricsOf } from '../metrics';

const reached = (metrics: Metrics, what: string) => aimsOf(metrics).find((aim) => aim.what === what)?.reached;

describe('the aims', () => {
  it('take each figure from its place, and none that was not measured', () => {
    const metrics = metricsOf({ artifacts: { rows: [], macroAuc: 0.9, macroF1: 0.55, surestTrue: 0.8 } });
    expect(reached(metrics, 'motion-quality, SRCC')).toBeCloseTo(1, 12);
    expect(reached(metrics, 'motion-quality, Acc@0.5')).toBe(0);
    expect(reached(metrics, 'clarity-quality, SRCC')).toBeUndefined();
    expect(reached(metrics, 'faults, macro-F1')).toBe(0.55);
    expect(reached(metrics, 'rationales, first fault true')).toBeUndefined();
    expect(reached(metrics, "visual-quality against people's static_quality, all clips, SRCC")).toBeUndefined();
  });

  it('that are measured and missed are told, those that are met or unknown are not', () => {
    const aim = (what: string, wanted: number, reached: number | undefined) => ({ what, wanted, reached });
    expect(shortfallTable([aim('a', 0.8, 0.79), aim('b', 0.8, 0.8), aim('c', 0.8, undefined)])?.split('\n')).toEqual([
      '| figure | wanted | reached |',
      '|---|---|---|',
      '| a | at least 0.80 | 0.790 |',
    ]);
    expect(shortfallTable([aim('b', 0.8, 0.9)])).toBeUndefined();
    const less = (reached: number) => ({ ...aim('d', 0.15, reached), lessIsBetter: true as const });
    expect(shortfallTable([less(0.2)])).toContain('| d | at most 0.15 | 0.200 |');
    expect(shortfallTable([less(0.1)])).toBeUndefined();
  });
});
