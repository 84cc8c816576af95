import { describe, expect, it } from 'vitest';
import { solve } from '../../../../../src/app/pages/aso/problem';
import { DEFAULT_SETTINGS } from '../../../../../src/app/pages/aso/settings';
import { usualTargets } from '../../../../../src/app/pages/aso/soft-target-list';
import { stageRows } from '../../../../../src/app/pages/aso/stage-panel';
import { sweepLambda } from '../../../../../src/app/pages/aso/sweep';
import type { GradientEstimate } from '../../../../../src/charts/gradient-estimate';
import { gradientEstimateChart, gradientScales } from '../../../../../src/charts/gradient-estimate';
import { lambdaScale, lambdaSweepChart, nearestLambda } from '../../../../../src/charts/lambda-sweep';
import { levelRidgeChart, ridgeScales } from '../../../../../src/charts/level-ridge';
import { levelRowsChart, levelRowsLayout } from '../../../../../src/charts/level-rows';
import { paddedExtent, stackPanes } from '../../../../../src/charts/panes';
import { raceCurvesChart, raceScale } from '../../../../../src/charts/race-curves';
import { frontierScales, rewardFrontierChart } from '../../../../../src/charts/reward-frontier';
import { NINE_LEVELS } from '../../../../../src/quality/levels';
import type { Standing } from '../../../../../src/policy/race';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');
const problem = solve(DEFAULT_SETTINGS);
const { sweep, ridge, frontier } = sweepLambda(problem, usualTargets(problem));

describe('rows of levels', () => {
  const rows = stageRows(problem);
  const chart = levelRowsChart(rows);

  it('share one score axis, with space between bars at every width', () => {
    for (const width of [240, 400, 900]) {
      const { x, bar, rows: places, axis } = levelRowsLayout(rows, width);
      expect(bar).toBeLessThan(x(1.5) - x(1));
      places.forEach(({ top, bottom }, i) => {
        expect(top).toBeLessThan(bottom);
        expect(top).toBeGreaterThan(places[i - 1]?.bottom ?? 0);
      });
      expect(axis).toBe(places.at(-1)!.bottom);
    }
  });

  it('have one axis for shares and another for factors', () => {
    const { rows: places } = levelRowsLayout(rows, 500);
    expect(places[0]!.y.domain()).toEqual(places[2]!.y.domain());
    expect(places[1]!.y.domain()).toEqual([0, 1]);
  });

  it('describe each level by its value in every row, a level without probability as none', () => {
    expect(plain(chart.describe(4))).toBe(
      'Acceptable (3): Reference 21 %, Boltzmann factor exp(R/λ) 0.37, Teacher π* 26 %',
    );
    const empty = levelRowsChart(stageRows(solve({ ...DEFAULT_SETTINGS, reference: 'sft', smoothing: 0 })));
    expect(plain(empty.describe(8))).toContain('Reference none');
  });

  it('find the level under the pointer', () => {
    const { x } = levelRowsLayout(rows, 500);
    NINE_LEVELS.forEach(({ score }, j) => expect(chart.markAt(500, x(score) + 2)).toBe(j));
  });

  it('export every number', () => {
    expect(chart.table[0]).toEqual(['level', 'score', 'reference', 'factor', 'teacher']);
    expect(chart.table).toHaveLength(10);
    expect(chart.table[1]![4]).toBe(problem.teacher.probabilities[0]);
  });
});

describe('the sweep', () => {
  const chart = lambdaSweepChart(sweep);

  it('has a logarithmic axis that clamps values outside of it', () => {
    const x = lambdaScale(sweep.lambdas, 500);
    expect(x(1) - x(0.1)).toBeCloseTo(x(10) - x(1), 9);
    expect(x(1e-6)).toBe(x(0.01));
    expect(x(1e6)).toBe(x(100));
  });

  it('finds the lambda under the pointer and the nearest to any, zero and infinity too', () => {
    const x = lambdaScale(sweep.lambdas, 500);
    expect(sweep.lambdas[chart.markAt(500, x(1) + 1)]).toBeCloseTo(1, 9);
    expect(nearestLambda(sweep.lambdas, 0)).toBe(0);
    expect(nearestLambda(sweep.lambdas, Infinity)).toBe(80);
  });

  it('describes one lambda', () => {
    expect(chart.describe(40)).toBe('lambda 1: E[s] 3.05, mode 3, entropy 1.76, KL 0.249, F −1.22');
    expect(chart.table).toHaveLength(82);
  });
});

describe('the ridge', () => {
  it('places large lambdas above small ones and clamps zero and infinity', () => {
    const { base } = ridgeScales(ridge, 500, 400);
    expect(base(100)).toBeLessThan(base(1));
    expect(base(0)).toBe(base(0.01));
    expect(base(Infinity)).toBe(base(100));
  });

  it('keeps the highest row inside the picture', () => {
    const { base, rise } = ridgeScales(ridge, 500, 400);
    const peak = Math.max(...Array.from(ridge.teachers.at(-1)!.probabilities));
    expect(base(100) - rise(peak)).toBeGreaterThanOrEqual(0);
  });

  it('summarises the largest probability at either end', () => {
    expect(plain(levelRidgeChart(ridge).summary)).toBe(
      'At lambda 0.01 the most probable level has 100 %, at 100 it has 25 %.',
    );
  });
});

describe('the frontier', () => {
  it('is nowhere below another target', () => {
    for (const other of frontier.others) {
      const beyond = frontier.curve.filter(({ kl }) => kl >= other.kl);
      for (const { reward } of beyond) expect(reward).toBeGreaterThanOrEqual(other.reward - 1e-9);
    }
  });

  it('names targets that are not drawn', () => {
    const without = solve({ ...DEFAULT_SETTINGS, reference: 'sft', smoothing: 0 });
    const { frontier: cut } = sweepLambda(without, usualTargets(without));
    expect(rewardFrontierChart(cut).summary).toMatch(/infinite: One-hot, Label smoothing, Gaussian labels\.$/);
    const { x, y } = frontierScales(cut, 500, 300);
    expect(Number.isFinite(x(0)) && Number.isFinite(y(cut.current.reward))).toBe(true);
  });
});

describe('the gradient chart', () => {
  const data: GradientEstimate = {
    levels: NINE_LEVELS.slice(0, 3),
    mean: [0.1, -0.3, 0.2],
    deviation: [0.1, 0.4, 0.1],
    expected: [0.1, -0.29, 0.19],
    objective: [0.1, -0.2, 0.1],
    aso: [0.2, -0.4, 0.2],
    draws: 100,
    groupSize: 8,
    settings: {},
  };

  it('has room for every whisker', () => {
    const [low, high] = gradientScales(data, 400, 260).y.domain();
    expect(low).toBeLessThan(-0.7);
    expect(high).toBeGreaterThan(0.3);
  });

  it('describes one logit and exports all', () => {
    const chart = gradientEstimateChart(data);
    expect(chart.describe(1)).toBe('Terrible: GRPO −0.3 ± 0.4, gradient of F −0.2, ASO −0.4');
    expect(chart.table[2]).toEqual(['Terrible', 1.5, -0.3, 0.4, -0.29, -0.2, -0.4]);
  });
});

describe('the race chart', () => {
  const standing = (expectedReward: number): Standing => ({ expectedReward, mae: 1, kl: 0, entropy: 1 });
  const tracks = {
    sft: [standing(-1), standing(-0.5)],
    grpo: [standing(-1), standing(-0.9)],
    aso: [standing(-1), standing(-0.7)],
  };
  const chart = raceCurvesChart({ tracks, length: 200, settings: {} });

  it('has an axis as long as the race, and marks only for steps that were run', () => {
    const x = raceScale({ tracks, length: 200, settings: {} }, 500);
    expect(x.domain()).toEqual([0, 200]);
    expect(chart.markAt(500, x(150))).toBe(1);
    expect(chart.markAt(500, -10)).toBe(0);
  });

  it('summarises the three methods', () => {
    expect(chart.summary).toBe('Expected reward after 1 step: SFT −0.5, GRPO −0.9, ASO −0.7.');
    expect(chart.table[0]!.slice(0, 3)).toEqual(['step', 'sft_expected_reward', 'sft_mae']);
  });
});

describe('panes', () => {
  it('divide the height without overlap', () => {
    const panes = stackPanes(
      [1, 2, 3].map((value) => ({ title: String(value), values: [0, value] })),
      { width: 400, height: 300 },
    );
    panes.forEach((pane, i) => expect(pane.top).toBeGreaterThan(panes[i - 1]?.bottom ?? 0));
    expect(panes.at(-1)!.bottom).toBeLessThan(300);
  });

  it('have an axis even for a constant and for values that are not finite', () => {
    expect(paddedExtent([2, 2])).toEqual([1.8, 2.2]);
    expect(paddedExtent([Infinity, 1, 3, Number.NaN])).toEqual([1, 3]);
    const [low, high] = paddedExtent([-Infinity]);
    expect(low).toBeLessThan(high);
  });
});
