import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../src/base/random';
import { denseRanks } from '../../../src/statistics/dense';
import { RankWalk } from '../../../src/statistics/rank-walk';
import { RankedColumn } from '../../../src/statistics/ranked-column';
import { ranksOf } from '../../../src/statistics/ranks';
import { drawWeights, LANES, materialise } from '../../../src/statistics/resample';

const ROWS = 300;
const random = createRandom('rank walk');
const human = Float64Array.from({ length: ROWS }, () => random.integer(2, 10) / 2);
const columns = {
  'all different': human.map((value) => value + random.normal()),
  'some equal': human.map((value) => Math.round(20 * (value + random.normal())) / 20),
  'few different': human.map((value) => Math.round(value + random.normal())),
  constant: human.map(() => 3),
};

/** Ties and products of centred ranks of the rows, repeated one by one. */
function plainly(column: Float64Array, weights: Uint8Array) {
  const [x, y] = [materialise(column, weights), materialise(human, weights)];
  const [ranksX, ranksY] = [ranksOf(denseRanks(x)), ranksOf(denseRanks(y))];
  const centre = (x.length + 1) / 2;
  const groups = new Map<number, number>();
  for (const value of x) groups.set(value, (groups.get(value) ?? 0) + 1);
  const sizes = [...groups.values()];
  const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
  return {
    tied: sum(sizes.map((t) => (t * (t - 1)) / 2)),
    cubes: sum(sizes.map((t) => t ** 3)),
    distinct: sizes.length,
    products: sum(Array.from(x, (_, i) => (ranksX[i]! - centre) * (ranksY[i]! - centre))),
  };
}

describe.each(Object.entries(columns))('a column whose numbers are %s', (_, column) => {
  test.each(Array.from({ length: LANES }, (_, i) => i + 1))('is correct for %i resamples at once', (count) => {
    const draws = Array.from({ length: count }, () => {
      const weights = new Uint8Array(ROWS);
      drawWeights(random, weights);
      return weights;
    });
    const walked = new RankWalk(new RankedColumn(human), draws).along(denseRanks(column));
    expect(walked).toHaveLength(count);
    walked.forEach((found, lane) => {
      const { products, ...ties } = plainly(column, draws[lane]!);
      expect(found).toMatchObject(ties);
      expect(found.products).toBeCloseTo(products, 6);
    });
  });
});
