import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../src/base/random';
import { BootstrapDraws, MetricBootstrap } from '../../../src/statistics/metric-bootstrap';
import type { MappedPredictions } from '../../../src/statistics/mapped-predictions';
import { fitBoth } from '../../../src/statistics/mapped-predictions';
import { METRIC_IDS } from '../../../src/statistics/metrics';
import { groupMeans } from '../../../src/statistics/levels';
import { plcc } from '../../../src/statistics/plcc';
import { drawWeights, materialise } from '../../../src/statistics/resample';
import { sortOrder } from '../../../src/statistics/sort-order';
import type { Grouping } from '../../../src/statistics/weighted-group-means';

const random = createRandom('rows');
const human = Float64Array.from({ length: 120 }, () => Math.round(random.uniform(1, 5) * 4) / 4);
const column = (noise: number) => mapped(human.map((value) => value + random.normal() * noise));
const good = column(0.3);
const poor = column(2);

function mapped(predicted: Float64Array): MappedPredictions {
  const rows = [...predicted.keys()].filter((row) => !Number.isNaN(predicted[row]!));
  const [x, y] = [predicted, human].map((values) => rows.map((row) => values[row]!));
  const { four, five } = fitBoth(x!, y!);
  return { predicted, four: four && predicted.map(four.apply), five: five && predicted.map(five.apply) };
}

function drawn(methods: readonly MappedPredictions[], draws: number, grouping?: Grouping) {
  const all = new BootstrapDraws(methods.length, draws);
  all.take(new MetricBootstrap({ seed: 'draws', human, methods, grouping }).draw(0, draws));
  return all;
}

describe('a bootstrap of metrics', () => {
  test('gives the same draws in any order and in any parts', () => {
    const whole = drawn([good, poor], 21);
    const pieces = new BootstrapDraws(2, 21);
    for (const [from, count] of [
      [15, 6],
      [0, 1],
      [1, 14],
    ] as const) {
      const other = new MetricBootstrap({ seed: 'draws', human, methods: [good, poor], grouping: undefined });
      pieces.take(other.draw(from, count));
    }
    for (const id of METRIC_IDS) expect(pieces.values(1, id)).toEqual(whole.values(1, id));
  });

  test('uses the same resamples for all methods: the better one is better in every draw', () => {
    const draws = drawn([good, poor], 100);
    draws.values(0, 'srcc').forEach((value, i) => expect(value).toBeGreaterThan(draws.values(1, 'srcc')[i]!));
  });

  test('leaves out the rows that a method has no prediction for, and only for that method', () => {
    const some = mapped(good.predicted.map((value, i) => (i % 3 === 0 ? Number.NaN : value)));
    const draws = drawn([some, good], 8);
    for (const value of draws.values(0, 'srcc')) expect(value).toBeGreaterThan(0.9);
    for (const value of draws.values(0, 'mae')) expect(value).toBeLessThan(0.4);
    expect(draws.values(1, 'srcc')).toEqual(drawn([good], 8).values(0, 'srcc'));
    expect(draws.values(0, 'srcc')).not.toEqual(draws.values(1, 'srcc'));
  });

  test('computes the means of generators in each draw, on the same resamples', () => {
    const grouping = { group: Uint32Array.from(human, (_, row) => row % 3), groups: 3 };
    const draws = drawn([good], 5, grouping);
    const weights = new Uint8Array(human.length);
    drawWeights(createRandom('draws').fork(2), weights);
    const names = [...weights].flatMap((weight, row) => Array.from({ length: weight }, () => `g${row % 3}`));
    const means = groupMeans(materialise(good.predicted, weights), materialise(human, weights), names);
    expect(draws.groupValues(0, 'plcc')[2]).toBeCloseTo(plcc(means.predicted, means.human)!, 12);
    expect(drawn([good], 2).groupValues(0, 'plcc')).toEqual(new Float64Array(2).fill(Number.NaN));
  });
});

test('rows are sorted by number, stably, and -0 equals 0', () => {
  expect([...sortOrder([3, -1, 0, 1e-300, -0, -1, -1e300, 2.5])]).toEqual([6, 1, 5, 2, 4, 3, 7, 0]);
});
