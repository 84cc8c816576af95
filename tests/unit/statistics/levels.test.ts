import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../src/base/random';
import { percentileInterval } from '../../../src/statistics/bootstrap';
import type { MappedPredictions } from '../../../src/statistics/mapped-predictions';
import { groupMeans, modelLevel, withinContent } from '../../../src/statistics/levels';
import { meanInterval } from '../../../src/statistics/mean-interval';
import { plcc } from '../../../src/statistics/plcc';
import { drawWeights } from '../../../src/statistics/resample';
import { ResampledMeans } from '../../../src/statistics/resampled-means';
import { guessScale, toFive } from '../../../src/statistics/rescale';
import { WeightedGroupMeans } from '../../../src/statistics/weighted-group-means';

describe('means of groups', () => {
  test('compare the means of each generator, with the rows behind them', () => {
    const means = groupMeans([1, 3, 5, 6], [2, 2, 4, 5], ['a', 'b', 'a', 'b']);
    expect(means.groups).toEqual(['a', 'b']);
    expect([...means.predicted]).toEqual([3, 4.5]);
    expect([...means.human]).toEqual([3, 3.5]);
    expect(means.counts).toEqual([2, 2]);
  });
});

/** Predictions without curves. */
function plain(values: ArrayLike<number>): MappedPredictions {
  return { predicted: Float64Array.from(values), four: undefined, five: undefined };
}

describe('model level', () => {
  test('has every metric over the means, and fitted ones over the means of the mapped predictions', () => {
    const predicted = [1, 3, 5, 6, 2, 2];
    const human = [2, 2, 4, 5, 1, 2];
    const groups = ['a', 'b', 'a', 'b', 'c', 'c'];
    const squared = Float64Array.from(predicted, (value) => value ** 2);
    const { metrics, groups: count } = modelLevel({ ...plain(predicted), four: squared }, human, groups);
    expect(count).toBe(3);
    expect(metrics.mae).toBeCloseTo((0 + 1 + 0.5) / 3, 12);
    expect(metrics.pairwise).toBe(1);
    const means = [13, 22.5, 4];
    expect(metrics.plcc4).toBeCloseTo(plcc(means, [3, 3.5, 1.5])!, 12);
    expect(metrics.plcc5).toBeUndefined();
  });
});

describe('within content', () => {
  test('averages the metrics of contents that have them, and counts those', () => {
    // First content in order, second reversed, third constant, fourth a single row.
    const predicted = plain([1, 2, 3, 1, 2, 3, 1, 2, 9]);
    const human = [1, 2, 3, 3, 2, 1, 4, 4, 5];
    const content = ['a', 'a', 'a', 'b', 'b', 'b', 'c', 'c', 'd'];
    const { metrics, each, used, contents } = withinContent(predicted, human, content);
    expect(metrics.srcc).toBeCloseTo(0, 12);
    expect(metrics.plcc).toBeCloseTo(0, 12);
    expect([used, contents]).toEqual([2, 4]);
    expect([...each.srcc].map(Math.round)).toEqual([1, -1, Number.NaN, Number.NaN]);
    // Errors exist in every content.
    expect(metrics.mae).toBeCloseTo((0 + 4 / 3 + 2.5 + 4) / 4, 12);
  });

  test('has no metrics without contents', () => {
    expect(withinContent(plain([]), [], [])).toMatchObject({ metrics: { srcc: undefined }, used: 0, contents: 0 });
    expect(withinContent(plain([1]), [1], ['a'])).toMatchObject({ metrics: { srcc: undefined }, used: 0, contents: 1 });
  });
});

describe('intervals', () => {
  test('of model-level metrics resample clips and keep the generators', () => {
    const random = createRandom(5);
    const group = Uint32Array.from({ length: 90 }, (_, i) => i % 3);
    const human = Float64Array.from(group, (each) => 1 + each + random.uniform(0, 0.5));
    const means = new WeightedGroupMeans(human, [plain(human.map((value) => value * 2))], { group, groups: 3 });
    const weights = new Uint8Array(90);
    for (let draw = 0; draw < 50; draw++) {
      drawWeights(random, weights);
      const { srcc, plcc } = means.of(weights)[0]!;
      expect(srcc).toBeCloseTo(1, 12);
      expect(plcc).toBeGreaterThan(0.99);
    }
  });

  test('of model-level metrics leave out a generator without a drawn clip', () => {
    const column = plain([1, 2, 3, 9]);
    const grouping = { group: Uint32Array.of(0, 1, 1, 2), groups: 3 };
    const means = new WeightedGroupMeans(column.predicted, [column], grouping);
    expect(means.of(Uint8Array.of(0, 2, 1, 1))[0]!.srcc).toBeCloseTo(1, 12);
    expect(means.of(Uint8Array.of(0, 2, 2, 0))[0]!.srcc).toBeUndefined();
  });

  test('of a mean over contents contain it, use the same resamples for every column, and leave out contents without a value', () => {
    const columns = [
      [0.2, 0.4, 0.6, 0.8],
      [0.3, 0.5, 0.7, 0.9],
      [0.2, Number.NaN, Number.NaN, Number.NaN],
    ];
    const means = new ResampledMeans(
      columns.map((column) => Float64Array.from(column)),
      400,
      createRandom(1),
    );
    while (means.next());
    const { low, high } = percentileInterval(means.values[0]!)!;
    expect(low).toBeGreaterThan(0.2);
    expect(low).toBeLessThan(0.5);
    expect(high).toBeGreaterThan(0.5);
    means.values[0]!.forEach((value, draw) => expect(means.values[1]![draw]).toBeCloseTo(value + 0.1, 12));
    expect(new Set([...means.values[2]!].map((value) => value.toFixed(9)))).toEqual(new Set(['NaN', '0.200000000']));
  });

  test('of a mean do not exist for a single number', () => {
    expect(meanInterval([0.5], 100, createRandom(1))).toBeUndefined();
  });
});

describe('scales', () => {
  test('map to 1..5 end to end', () => {
    expect([...toFive([1, 50.5, 100], { low: 1, high: 100 })]).toEqual([1, 3, 5]);
    expect(() => toFive([1], { low: 2, high: 2 })).toThrow(/must rise/);
  });

  test.each([
    { values: [1, 2.5, 5], low: 1, high: 5 },
    { values: [0, 0.2, 0.9], low: 0, high: 1 },
    { values: [0, 3, 4.5], low: 0, high: 5 },
    { values: [12, 77, 88], low: 1, high: 100 },
    { values: [-3, 40], low: -3, high: 40 },
  ])('of $values are taken for $low..$high', ({ values, low, high }) => {
    expect(guessScale(values)).toEqual({ low, high });
  });
});
