import { describe, expect, test } from 'vitest';
import type { AgreementScatter } from '../../../../../src/charts/agreement-scatter';
import {
  agreementScatterChart,
  nearestPoint,
  pointsWithin,
  scatterScales,
} from '../../../../../src/charts/agreement-scatter';
import { categoryAt, categoryRadarChart } from '../../../../../src/charts/category-radar';
import { rankBumpChart, ranksOf, rowAt } from '../../../../../src/charts/rank-bump';
import { reliabilityChart } from '../../../../../src/charts/reliability';
import { scoreHistogramChart } from '../../../../../src/charts/score-histogram';
import { formatTick } from '../../../../../src/charts/ticks';

const point = (predicted: number, human: number, residual: number, row: number) => ({
  predicted,
  human,
  residual,
  row,
  label: `clip ${row}`,
  group: '',
});
const SCATTER: AgreementScatter = {
  method: 'Dover',
  dimension: 'clarity',
  points: [point(1, 1, 0.1, 3), point(2, 2, -0.1, 1), point(4, 5, 0.9, 2)],
  n: 3,
  curve4: [],
  curve5: [],
  parameters4: undefined,
  deviation: 0.4,
  outliers: 1,
};

describe('the scatter', () => {
  test('finds the nearest point, and the points in a box, among the points and among the residuals', () => {
    const scales = scatterScales(SCATTER, 400, 300);
    const { x, y, residual } = scales;
    expect(nearestPoint(SCATTER, scales, { x: x(2) + 3, y: y(2) })).toBe(1);
    expect(nearestPoint(SCATTER, scales, { x: x(1), y: residual(0.1) })).toBe(0);
    const box = (at: number) => ({ left: x(0.5), right: x(4.5), top: at - 2, bottom: at + 2 });
    expect(pointsWithin(SCATTER, scales, box(y(5)))).toEqual([2]);
    expect(pointsWithin(SCATTER, scales, box(residual(0.9)))).toEqual([2]);
    expect(pointsWithin(SCATTER, scales, { left: 0, right: 0, top: 0, bottom: 300 })).toEqual([]);
  });

  test('describes a chosen point as chosen', () => {
    const chart = agreementScatterChart({ ...SCATTER, selected: new Set([1]) });
    expect(chart.describe(1)).toMatch(/, chosen$/);
    expect(chart.describe(0)).not.toMatch(/chosen/);
  });

  test('draws residuals below the points, and larger scores higher', () => {
    const { x, y, residual } = scatterScales(SCATTER, 400, 300);
    expect(x(4)).toBeGreaterThan(x(1));
    expect(y(5)).toBeLessThan(y(1));
    expect(residual(0.9)).toBeGreaterThan(y(1));
    expect(residual(0)).toBeCloseTo((residual(0.9) + residual(-0.9)) / 2, 9);
  });

  test('names the farthest outlier and finds the point nearest to the pointer', () => {
    expect(agreementScatterChart(SCATTER).summary).toBe(
      '3 clips. 1 is more than two standard deviations from the curve. Farthest from the curve: clip 2, by 0.90.',
    );
    const chart = agreementScatterChart(SCATTER);
    const { x } = scatterScales(SCATTER, 400, chart.height(400));
    expect(chart.markAt(400, x(2.2))).toBe(1);
    expect(chart.describe(2)).toBe('clip 2: predicted 4.000, human 5.00, residual 0.90 (outlier)');
    expect(chart.table[1]).toEqual([3, 'clip 3', '', 1, 1, 0.1]);
  });
});

test('ranks of generators start with the best, and the summary counts those that a method ranks differently', () => {
  const mean = (value: number) => ({
    mean: value,
    interval: { low: value - 1, high: value + 1 },
    ranks: { low: 1, high: 2 },
  });
  const rows = [
    { group: 'Veo2', n: 5, human: mean(4), predicted: mean(0.3) },
    { group: 'Wan', n: 5, human: mean(3), predicted: mean(0.4) },
    { group: 'Kling', n: 5, human: mean(2), predicted: mean(0.1) },
  ];
  const data = { method: 'CLIP', dimension: 'overall', rows };
  expect(ranksOf(data, 'human')).toEqual([1, 2, 3]);
  expect(ranksOf(data, 'predicted')).toEqual([2, 1, 3]);
  expect(rankBumpChart(data).summary).toBe('First by human scores: Veo2. CLIP ranks 2 of 3 generators differently.');
  expect(rankBumpChart(data).table[1]).toEqual(['Veo2', 5, 1, 1, 2, 4, 3, 5, 2, 1, 2, 0.3, -0.7, 1.3]);
});

test('the generator whose line is nearest is under the pointer, at either end and on the way', () => {
  const mean = (value: number) => ({ mean: value, interval: undefined, ranks: undefined });
  const rows = [
    { group: 'first', n: 1, human: mean(4), predicted: mean(1) },
    { group: 'second', n: 1, human: mean(3), predicted: mean(3) },
    { group: 'third', n: 1, human: mean(2), predicted: mean(4) },
  ];
  const data = { method: 'm', dimension: 'd', rows };
  const top = { y: 45 };
  expect(rowAt(data, 600, 128, { x: 10, ...top })).toBe(0);
  expect(rowAt(data, 600, 128, { x: 590, ...top })).toBe(2);
  expect(rowAt(data, 600, 128, { x: 10, y: 75 })).toBe(1);
});

test('the category of the nearest spoke is under the pointer', () => {
  const data = { dimension: 'd', categories: ['north', 'east', 'south', 'west'], series: [] };
  const [centre, height] = [200, 170];
  expect(categoryAt(data, 400, centre + 3, height - 80)).toBe(0);
  expect(categoryAt(data, 400, centre + 90, height + 9)).toBe(1);
  expect(categoryAt(data, 400, centre - 4, height + 70)).toBe(2);
  expect(categoryAt(data, 400, centre - 90, height - 9)).toBe(3);
});

test('a radar summary names best and worst, and its table leaves missing scores empty', () => {
  const data = {
    dimension: 'overall',
    categories: ['people', 'plants', 'objects'],
    series: [
      { name: 'a', values: [4, 2, undefined] },
      { name: 'b', values: [3, 3.5, 1.5] },
    ],
  };
  expect(categoryRadarChart(data).summary).toBe('Best: a in people with 4.00. Worst: b in objects with 1.50.');
  expect(categoryRadarChart(data).table[3]).toEqual(['objects', '', 1.5]);
});

test('a histogram summary names the fullest bin', () => {
  const bins = [
    { from: 1, to: 1.5, count: 2 },
    { from: 1.5, to: 2, count: 5 },
  ];
  const chart = scoreHistogramChart({ title: 'quality: all', unit: 'score', n: 7, mean: 1.6, bins, curve: [] });
  expect(chart.summary).toBe('7 clips, mean 1.60. Most, 5, lie in 1.5 to 2.');
  expect(chart.describe(0)).toBe('1 to 1.5: 2 of 7');
  expect(chart.markAt(300, 299)).toBe(1);
  expect(chart.markAt(300, 41)).toBe(0);
});

test('ticks are short', () => {
  expect([0, 0.25, -1.5, 2_500_000, 0.0001].map(formatTick)).toEqual(['0', '0.25', '−1.5', '3e6', '1e−4']);
});

test('the reliability summary counts the bins that are significantly too low and too high', () => {
  const bin = (predicted: number, observed: number) => ({
    predicted,
    observed,
    count: 9,
    low: observed - 0.1,
    high: observed + 0.1,
  });
  const data = { dimension: 'clarity', method: 'vqa', clips: 4, error: 0.2, bins: [bin(0.1, 0.5), bin(0.9, 0.85)] };
  expect(reliabilityChart(data).summary).toBe(
    '4 clips. Expected calibration error 0.200; the observed frequency is significantly below the predicted probability in 0 of 2 bins, above it in 1.',
  );
  expect(reliabilityChart(data).table).toHaveLength(3);
});
