import { expect, test } from 'vitest';
import { createRandom } from '../../../src/base/random';
import { groupStandings } from '../../../src/statistics/group-standings';

const random = createRandom('standings');
const around = (mean: number) => Float64Array.from({ length: 60 }, () => mean + random.normal());

test('groups far apart keep their ranks in every draw, close ones swap', () => {
  const [top, one, other] = groupStandings([around(9), around(3), around(3.05)], 400, createRandom(1));
  expect(top!.rank).toMatchObject({ low: 1, high: 1 });
  expect(one!.rank).toMatchObject({ low: 2, high: 3 });
  expect(other!.rank).toMatchObject({ low: 2, high: 3 });
  expect(top!.mean!.low).toBeGreaterThan(8);
  expect(top!.mean!.high).toBeLessThan(10);
});

test('a mean of one number has no interval, and ties share a rank', () => {
  const [lone, same] = groupStandings([[2], [2]], 10, createRandom(1));
  expect(lone!.mean).toBeUndefined();
  expect(lone!.rank).toMatchObject({ low: 1, high: 1 });
  expect(same!.rank).toMatchObject({ low: 1, high: 1 });
});
