import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLambda } from '../../../../../src/app/pages/aso/lambda-control';
import { checkNumerically } from '../../../../../src/app/pages/aso/numbers-panel';
import { drawBar, hasMass, levelsFor, resample, solve } from '../../../../../src/app/pages/aso/problem';
import { scoredDistributions } from '../../../../../src/app/pages/aso/scored-distributions';
import { DEFAULT_SETTINGS, REFERENCE_KINDS, REWARD_KINDS } from '../../../../../src/app/pages/aso/settings';
import { teacherTarget, usualTargets } from '../../../../../src/app/pages/aso/soft-target-list';
import { sweepLambda } from '../../../../../src/app/pages/aso/sweep';
import { FIVE_RATINGS, NINE_LEVELS } from '../../../../../src/quality/levels';
import { sampleItem, sampleReport } from '../../sample-report';

const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0);

describe('the problem behind the settings', () => {
  it('has a sound teacher for every reward, reference and scale', () => {
    for (const reward of REWARD_KINDS) {
      for (const reference of REFERENCE_KINDS) {
        for (const levels of [2, 5, 9, 21]) {
          for (const lambda of [0, 1e-6, 1, Infinity]) {
            const { teacher, scores } = solve({ ...DEFAULT_SETTINGS, reward, reference, levels, lambda });
            expect(scores).toHaveLength(levels);
            expect(sum(teacher.probabilities)).toBeCloseTo(1, 12);
          }
        }
      }
    }
  });

  it('uses the published words where there are any', () => {
    expect(levelsFor(9)).toBe(NINE_LEVELS);
    expect(levelsFor(5)).toBe(FIVE_RATINGS);
    expect(levelsFor(3).map(({ score }) => score)).toEqual([1, 3, 5]);
  });

  it('does not depend on the format reward, which is equal on every level', () => {
    const of = (formatWeight: number) => solve({ ...DEFAULT_SETTINGS, reward: 'rating', formatWeight }).teacher;
    [...of(0).probabilities].forEach((p, s) => expect(of(7).probabilities[s]).toBeCloseTo(p, 12));
    expect(of(7).objective - of(0).objective).toBeCloseTo(7, 12);
  });

  it('has a uniform reference where nothing was drawn', () => {
    const empty = { ...DEFAULT_SETTINGS, reference: 'drawn', drawn: [0, 0, 0] } as const;
    expect([...solve(empty).reference]).toEqual(new Array(9).fill(1 / 9));
    expect(hasMass(empty, 9)).toBe(false);
    expect(hasMass({ ...empty, drawn: [0, 0, 1] }, 9)).toBe(true);
  });

  it('reads a drawn list of another length at the levels that are on show', () => {
    expect(resample([0, 1], 5)).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect(resample([1, 2, 3], 3)).toEqual([1, 2, 3]);
    expect(resample([4], 3)).toEqual([4, 4, 4]);
    expect(resample([0, 1, 0, 1, 0], 3)).toEqual([0, 0, 0]);
  });
});

describe('drawing a bar', () => {
  it('sets the level to the probability and keeps the proportions of the others', () => {
    expect(drawBar([0.5, 0.25, 0.25], 0, 0.2)).toEqual([0.2, 0.4, 0.4]);
  });

  it('removes all mass from a bar dragged to the axis', () => {
    expect(drawBar([0.5, 0.25, 0.25], 1, 0.004)[1]).toBe(0);
  });

  it('leaves little mass where there was little, for none is another thing', () => {
    expect(drawBar([0.5, 0.5 - 3e-7, 3e-7], 0, 0.6)[2]).toBeGreaterThan(0);
  });

  it('never leaves a reference without mass', () => {
    const reference = fc
      .array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 9 })
      .filter((weights) => sum(weights) > 0.01)
      .map((weights) => weights.map((weight) => weight / sum(weights)));
    const probability = fc.double({ min: -1, max: 3, noNaN: true });
    fc.assert(
      fc.property(reference, fc.nat(8), probability, (weights, level, asked) => {
        const drawn = drawBar(weights, level % weights.length, asked);
        return sum(drawn) > 0 && drawn.every((weight) => weight >= 0);
      }),
    );
    expect(drawBar([0, 1, 0], 1, 0)).toEqual([0, 1, 0]);
  });
});

describe('what the plots are made of', () => {
  const problem = solve(DEFAULT_SETTINGS);

  it('sweeps from the reward to the reference, and its cursor is the lambda in force', () => {
    const { sweep, ridge, frontier } = sweepLambda(problem, usualTargets(problem));
    expect(sweep.lambdas[0]).toBeCloseTo(0.01, 12);
    expect(sweep.lambdas.at(-1)).toBeCloseTo(100, 9);
    expect(sweep.expectedScore[0]).toBeCloseTo(4, 6);
    expect(sweep.kl.at(-1)).toBeLessThan(1e-3);
    expect(ridge.teachers.length).toBe(17);
    expect(frontier.current.kl).toBe(problem.teacher.kl);
  });

  it('finds no soft target above the teacher in objective', () => {
    const best = teacherTarget(problem);
    for (const target of usualTargets(problem)) expect(target.objective).toBeLessThan(best.objective);
  });

  it('agrees with the numerical search to nine decimals, and does not search at the limits', () => {
    expect(Math.abs(checkNumerically(problem)!.difference)).toBeLessThan(1e-9);
    expect(checkNumerically(solve({ ...DEFAULT_SETTINGS, lambda: 0 }))).toBeUndefined();
    expect(checkNumerically(solve({ ...DEFAULT_SETTINGS, lambda: Infinity }))).toBeUndefined();
  });
});

describe('a lambda as typed', () => {
  it.each([
    ['0.5', 0.5],
    [' 1e-6 ', 1e-6],
    ['0,25', 0.25],
    ['0', 0],
    ['∞', Infinity],
    ['Infinity', Infinity],
    ['', undefined],
    ['-1', undefined],
    ['much', undefined],
  ])('%j is %d', (text, lambda) => {
    expect(readLambda(text)).toBe(lambda);
  });
});

describe('scored videos as references', () => {
  it('offers every dimension that was judged, and none that was not', () => {
    const item = sampleItem({ id: 'a', name: 'clip.mp4', phase: { kind: 'done' }, report: sampleReport() });
    const offered = scoredDistributions([item, sampleItem({ id: 'b' })]);
    expect(offered).toHaveLength(sampleReport().dimensions.filter(({ score }) => score !== null).length);
    expect(offered[0]!.name).toBe(`clip.mp4: ${sampleReport().dimensions[0]!.name}`);
    expect(sum(offered[0]!.probabilities)).toBeCloseTo(1, 3);
  });

  it('keeps a level that is hardly probable from being one without mass', () => {
    const report = sampleReport();
    const dimensions = report.dimensions.map((dimension) => ({
      ...dimension,
      probabilities: dimension.probabilities.map((p, i) => (i === 0 ? 2.34567e-7 : p)),
    }));
    const item = sampleItem({ id: 'a', phase: { kind: 'done' }, report: { ...report, dimensions } });
    expect(scoredDistributions([item])[0]!.probabilities[0]).toBe(2.346e-7);
  });
});
