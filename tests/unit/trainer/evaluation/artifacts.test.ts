import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/base/random';
import { LEAST_REPORTED_PROBABILITY } from '../../../../src/quality/artifact-guide';
import type { ClipLabel, Observation } from '../../../../src/corpus/clip';
import { expectedThresholds, artifactMetrics, artifactTable } from '../../../../src/trainer/evaluation/artifacts';
import { ARTIFACTS } from '../../../../src/trainer/network/shape';

type Labelled = Pick<ClipLabel, 'observations'>;

function clip(...tags: string[]): Labelled {
  const observations = tags.map((tag): Observation => ({
    tag,
    strength: 0.8,
    severity: 'severe',
    region: 'left',
    span: 'late',
    cost: {},
  }));
  return { observations };
}

function said(probabilities: Readonly<Record<string, number>>): Float64Array {
  return Float64Array.from(ARTIFACTS, (tag) => probabilities[tag] ?? 0);
}

const labels = [...Array.from({ length: 6 }, () => clip('blur')), ...Array.from({ length: 6 }, () => clip('shake'))];

const HALF = ARTIFACTS.map(() => 0.5);

describe('artifact metrics', () => {
  it('are 1 for a model that is always right', () => {
    const given = labels.map(({ observations }) => said({ [observations[0]!.tag]: 0.9 }));
    const metrics = artifactMetrics(given, labels, HALF);
    expect(metrics.rows.map(({ tag, present }) => [tag, present])).toEqual(
      expect.arrayContaining([
        ['blur', 6],
        ['shake', 6],
      ]),
    );
    expect(metrics).toMatchObject({ macroAuc: 1, macroF1: 1, surestTrue: 1 });
  });

  it('have AUC 0.5 for a model with the same output for every clip', () => {
    const given = labels.map(() => said({ blur: 0.6, shake: 0.4 }));
    const metrics = artifactMetrics(given, labels, HALF);
    expect(metrics.macroAuc).toBe(0.5);
    // Blur: six true and six false positives; shake: six false negatives.
    expect(metrics.macroF1).toBeCloseTo((12 / 18 + 0) / 2, 12);
    expect(metrics.surestTrue).toBe(0.5);
  });

  it('count a faint artifact as present where it is the most probable, and leave rare artifacts out of the means', () => {
    const faint: Labelled = {
      observations: [
        { tag: 'noise', strength: 0.1, severity: 'slight', region: 'left', span: 'late', cost: {} },
        ...clip('blur').observations,
      ],
    };
    const metrics = artifactMetrics([said({ noise: 0.9 })], [faint], HALF);
    expect(metrics.surestTrue).toBe(1);
    expect(metrics.rows).toEqual([]);
  });

  it('contain the threshold of each artifact', () => {
    const given = labels.map(({ observations }) => said({ blur: 0.2, shake: 0.5, [observations[0]!.tag]: 0.8 }));
    const thresholds = ARTIFACTS.map((tag) => (tag === 'blur' ? 0.3 : 0.4));
    const { rows, macroF1 } = artifactMetrics(given, labels, thresholds);
    expect(rows.map(({ tag, threshold, f1 }) => [tag, threshold, Number(f1.toFixed(4))])).toEqual(
      expect.arrayContaining([
        ['blur', 0.3, 1],
        ['shake', 0.4, 0.6667],
      ]),
    );
    expect(artifactTable({ rows, macroAuc: 1, macroF1, surestTrue: 1 })).toContain(
      '| blur | 6 | 1.000 | 0.30 | 1.00 |',
    );
  });
});

describe('expected thresholds', () => {
  const at = (tag: string): number => ARTIFACTS.indexOf(tag);

  it('are one half for an artifact that is detected reliably, and lower for others', () => {
    const given = labels.map((_, i) => said({ blur: i < 6 ? 1 : 0, shake: i < 6 ? 0.6 : 0.1, noise: 0.2 }));
    const thresholds = expectedThresholds(given);
    expect(thresholds[at('blur')]).toBe(0.5);
    // Naming the six: 2 * 3.6 / (4.2 + 6). Naming all twelve noises: 2 * 2.4 / (2.4 + 12).
    expect(thresholds[at('shake')]).toBeCloseTo(3.6 / 10.2, 12);
    expect(thresholds[at('noise')]).toBeCloseTo(2.4 / 14.4, 12);
  });

  it('report exactly the clips that raise the expected F1', () => {
    const random = createRandom('thresholds');
    const given = Array.from({ length: 60 }, () => said({ blur: random.next() ** 3 }));
    const blur = given.map((row) => row[at('blur')]!);
    const all = blur.reduce((a, b) => a + b, 0);
    const expectedF1 = (threshold: number): number => {
      const named = blur.filter((probability) => probability >= threshold);
      return (2 * named.reduce((a, b) => a + b, 0)) / (all + named.length);
    };
    const best = expectedF1(expectedThresholds(given)[at('blur')]!);
    for (const threshold of blur) expect(expectedF1(threshold)).toBeLessThanOrEqual(best + 1e-12);
  });

  it('are never below the smallest probability that a report lists', () => {
    const given = Array.from({ length: 20 }, () => said({ shake: 0.06 }));
    expect(expectedThresholds(given)[at('shake')]).toBe(LEAST_REPORTED_PROBABILITY);
    expect(expectedThresholds(given)[at('blur')]).toBe(LEAST_REPORTED_PROBABILITY);
    expect(expectedThresholds([])[at('blur')]).toBe(LEAST_REPORTED_PROBABILITY);
  });
});
