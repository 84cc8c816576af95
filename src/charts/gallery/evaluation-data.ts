import type { AgreementScatter } from '../agreement-scatter';
import type { CategoryRadar } from '../category-radar';
import type { RankBump, RankedMean } from '../rank-bump';
import type { Reliability } from '../reliability';
import type { ScoreHistogram } from '../score-histogram';

/** Example data for charts that compare predicted with human scores. The numbers are invented. */

const dimension = 'motion quality';
const method = 'example method';
const GENERATORS = ['Alder', 'Birch', 'Cedar', 'Douglas fir of the north', 'Elm'];

/** A logistic curve that the points scatter around. */
const curveAt = (predicted: number): number => 1 + 4 / (1 + Math.exp(-8 * (predicted - 0.5)));

const points = Array.from({ length: 80 }, (_, row) => {
  const predicted = row / 79;
  const residual = 0.35 * Math.sin(row * 12.9898) + (row % 27 === 13 ? 1.1 : 0);
  const human = Math.min(5, Math.max(1, curveAt(predicted) + residual));
  return { predicted, human, residual, row, label: `clip ${row}`, group: GENERATORS[row % 5]! };
});
const curve = Array.from({ length: 41 }, (_, i) => [i / 40, curveAt(i / 40)] as const);

export const SCATTER: AgreementScatter = {
  method,
  dimension,
  points,
  n: points.length,
  curve4: curve,
  curve5: curve.map(([at, value]) => [at, value + 0.1 * Math.sin(at * 6)] as const),
  parameters4: [1, 5, 0.5, 0.125],
  deviation: 0.33,
  outliers: points.filter(({ residual }) => Math.abs(residual) > 0.66).length,
  selected: new Set([10, 11, 12]),
};

const ranked = (mean: number, low: number, high: number): RankedMean => ({
  mean,
  interval: { low: mean - 0.2, high: mean + 0.2 },
  ranks: { low, high },
});

export const BUMP: RankBump = {
  method,
  dimension,
  rows: GENERATORS.map((group, i) => ({
    group,
    n: 16,
    human: ranked(4 - 0.4 * i, Math.max(1, i), Math.min(5, i + 2)),
    predicted: ranked([0.7, 0.8, 0.5, 0.3, 0.4][i]!, 1, 3),
  })),
  selected: new Set(['Cedar']),
};

const categories = ['people', 'plants', 'animals', 'buildings', 'vehicles and machines'];

export const RADAR: CategoryRadar = {
  dimension,
  categories,
  series: GENERATORS.map((name, k) => ({
    name,
    values: categories.map((_, i) => (k === 4 && i === 2 ? undefined : 3 + Math.sin(k + 2 * i))),
  })),
  selected: new Set(['animals']),
};

export const RELIABILITY: Reliability = {
  dimension,
  method,
  clips: 80,
  error: 0.061,
  bins: [0.05, 0.15, 0.3, 0.5, 0.7, 0.9].map((predicted, i) => {
    const observed = predicted ** 1.2;
    return { predicted, observed, count: 120 - 15 * i, low: observed * 0.8, high: observed + 0.2 * (1 - observed) };
  }),
};

const counts = [2, 4, 9, 14, 18, 15, 10, 6, 2];

export const HISTOGRAM: ScoreHistogram = {
  title: `${dimension}: human scores`,
  unit: 'human score',
  n: 80,
  mean: 3.1,
  bins: counts.map((count, i) => ({ from: 0.75 + i / 2, to: 1.25 + i / 2, count })),
  curve: Array.from({ length: 41 }, (_, i) => [1 + i / 10, 17 * Math.exp(-((i / 10 - 2) ** 2))] as const),
  selected: counts.map((count, i) => (i === 4 ? Math.round(count / 3) : 0)),
};
