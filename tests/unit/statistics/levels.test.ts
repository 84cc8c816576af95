import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../src/base/random';
import { groupMeans, withinContent } from '../../../src/statistics/levels';
import { meanInterval } from '../../../src/statistics/mean-interval';
import { drawWeights } from '../../../src/statistics/resample';
import { guessScale, toFive } from '../../../src/statistics/rescale';
import { WeightedGroupMeans } from '../../../src/statistics/weighted-group-means';

describe('model level', () => {
  test('compares the means of each generator, with the rows behind them', () => {
    const means = groupMeans([1, 3, 5, 6], [2, 2, 4, 5], ['a', 'b', 'a', 'b']);
    expect(means.groups).toEqual(['a', 'b']);
    expect([...means.predicted]).toEqual([3, 4.5]);
    expect([...means.human]).toEqual([3, 3.5]);
    expect(means.counts).toEqual([2, 2]);
  });
});

describe('within content', () => {
  test('averages the correlations of contents that have one, and says how many those are', () => {
    // First content in order, second reversed, third constant, fourth a single row.
    const predicted = [1, 2, 3, 1, 2, 3, 1, 2, 9];
    const human = [1, 2, 3, 3, 2, 1, 4, 4, 5];
    const content = ['a', 'a', 'a', 'b', 'b', 'b', 'c', 'c', 'd'];
    const result = withinContent(predicted, human, content);
    expect(result.srcc).toBeCloseTo(0, 12);
    expect(result.plcc).toBeCloseTo(0, 12);
    expect(result).toMatchObject({ used: 2, contents: 4 });
    expect(result.each.srcc.map(Math.round)).toEqual([1, -1]);
  });

  test('has nothing to say without any', () => {
    expect(withinContent([], [], [])).toMatchObject({ srcc: undefined, plcc: undefined, used: 0, contents: 0 });
    expect(withinContent([1], [1], ['a'])).toMatchObject({ srcc: undefined, used: 0, contents: 1 });
  });
});

describe('intervals', () => {
  test('of model-level figures resample clips and keep what separates the generators', () => {
    const random = createRandom(5);
    const group = Uint32Array.from({ length: 90 }, (_, i) => i % 3);
    const human = Float64Array.from(group, (each) => 1 + each + random.uniform(0, 0.5));
    const means = new WeightedGroupMeans(human, [human.map((value) => value * 2)], { group, groups: 3 });
    const weights = new Uint8Array(90);
    for (let draw = 0; draw < 50; draw++) {
      drawWeights(random, weights);
      const { srcc, plcc } = means.of(weights)[0]!;
      expect(srcc).toBeCloseTo(1, 12);
      expect(plcc).toBeGreaterThan(0.99);
    }
  });

  test('of model-level figures do without a generator of which no clip was drawn', () => {
    const column = Float64Array.of(1, 2, 3, 9);
    const means = new WeightedGroupMeans(column, [column], { group: Uint32Array.of(0, 1, 1, 2), groups: 3 });
    expect(means.of(Uint8Array.of(0, 2, 1, 1))[0]!.srcc).toBeCloseTo(1, 12);
    expect(means.of(Uint8Array.of(0, 2, 2, 0))[0]!.srcc).toBeUndefined();
  });

  test('of a mean of contents hold it, and do not exist for a single content', () => {
    const { low, high } = meanInterval([0.2, 0.4, 0.6, 0.8], 400, createRandom(1))!;
    expect(low).toBeGreaterThan(0.2);
    expect(low).toBeLessThan(0.5);
    expect(high).toBeGreaterThan(0.5);
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
