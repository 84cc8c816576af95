import { describe, expect, it } from 'vitest';
import type { ClipLabel, Finding } from '../../../../src/trainer/corpus/clip';
import { bestThreshold, faultFigures, faultTable } from '../../../../src/trainer/evaluation/faults';
import { FAULTS } from '../../../../src/trainer/network/shape';

type Labelled = Pick<ClipLabel, 'findings'>;

function clip(...tags: string[]): Labelled {
  const findings = tags.map((tag): Finding => ({
    tag,
    strength: 0.8,
    severity: 'severe',
    region: 'left',
    span: 'late',
    cost: {},
  }));
  return { findings };
}

function said(probabilities: Readonly<Record<string, number>>): Float64Array {
  return Float64Array.from(FAULTS, (tag) => probabilities[tag] ?? 0);
}

const labels = [...Array.from({ length: 6 }, () => clip('blur')), ...Array.from({ length: 6 }, () => clip('shake'))];

describe('fault figures', () => {
  it('are perfect for a model that is always right', () => {
    const given = labels.map(({ findings }) => said({ [findings[0]!.tag]: 0.9 }));
    const figures = faultFigures(given, labels, 0.5);
    expect(figures.rows.map(({ tag, present }) => [tag, present])).toEqual(
      expect.arrayContaining([
        ['blur', 6],
        ['shake', 6],
      ]),
    );
    expect(figures).toMatchObject({ macroAuc: 1, macroF1: 1, surestTrue: 1 });
  });

  it('know nothing of a model that says the same of every clip', () => {
    const given = labels.map(() => said({ blur: 0.6, shake: 0.4 }));
    const figures = faultFigures(given, labels, 0.5);
    expect(figures.macroAuc).toBe(0.5);
    // Blur: six hits, six inventions; shake: six misses.
    expect(figures.macroF1).toBeCloseTo((12 / 18 + 0) / 2, 12);
    expect(figures.surestTrue).toBe(0.5);
  });

  it('count a true but faint fault as a true one where it is named first, and leave rare faults out of the means', () => {
    const faint: Labelled = {
      findings: [
        { tag: 'noise', strength: 0.1, severity: 'slight', region: 'left', span: 'late', cost: {} },
        ...clip('blur').findings,
      ],
    };
    const figures = faultFigures([said({ noise: 0.9 })], [faint], 0.5);
    expect(figures.surestTrue).toBe(1);
    expect(figures.rows).toEqual([]);
  });

  it('find the threshold that parts the clips', () => {
    const given = labels.map(({ findings }) => said({ blur: 0.22, shake: 0.22, [findings[0]!.tag]: 0.33 }));
    const threshold = bestThreshold(given, labels);
    expect(threshold).toBeGreaterThan(0.22);
    expect(threshold).toBeLessThanOrEqual(0.33);
    expect(faultTable(faultFigures(given, labels, threshold))).toContain('| blur | 6 | 1.000 | 1.00 |');
  });
});
