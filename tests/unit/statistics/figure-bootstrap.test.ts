import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../src/base/random';
import { FigureBootstrap } from '../../../src/statistics/figure-bootstrap';
import { FIGURE_IDS, fitBoth } from '../../../src/statistics/figures';
import { sortOrder } from '../../../src/statistics/sort-order';

const random = createRandom('rows');
const human = Float64Array.from({ length: 120 }, () => Math.round(random.uniform(1, 5) * 4) / 4);
const column = (noise: number) => {
  const predicted = human.map((value) => value + random.normal() * noise);
  return { predicted, fits: fitBoth(predicted, human) };
};
const good = column(0.3);
const poor = column(2);

describe('a bootstrap of figures', () => {
  test('gives the same draws however many are taken at a time', () => {
    const [one, many] = [1, 5].map((most) => {
      const bootstrap = new FigureBootstrap(human, [good, poor], createRandom(7));
      while (bootstrap.draws < 10) bootstrap.draw(most);
      return bootstrap;
    });
    for (const id of FIGURE_IDS) expect(one!.values(1, id)).toEqual(many!.values(1, id));
    expect(one!.draws).toBe(10);
  });

  test('meets all methods with the same resamples: the better one is better in every draw', () => {
    const bootstrap = new FigureBootstrap(human, [good, poor], createRandom(1));
    for (let i = 0; i < 5; i++) bootstrap.draw(20);
    bootstrap.values(0, 'srcc').forEach((value, i) => expect(value).toBeGreaterThan(bootstrap.values(1, 'srcc')[i]!));
    expect(bootstrap.values(0, 'srcc').length).toBe(bootstrap.draws);
  });

  test('leaves out the rows that a method has no prediction for', () => {
    const some = good.predicted.map((value, i) => (i % 3 === 0 ? Number.NaN : value));
    const rows = [...some.keys()].filter((i) => i % 3 !== 0);
    const kept = { x: rows.map((i) => some[i]!), y: rows.map((i) => human[i]!) };
    const bootstrap = new FigureBootstrap(human, [{ predicted: some, fits: fitBoth(kept.x, kept.y) }], createRandom(2));
    bootstrap.draw(8);
    for (const value of bootstrap.values(0, 'srcc')) expect(value).toBeGreaterThan(0.9);
    for (const value of bootstrap.values(0, 'mae')) expect(value).toBeLessThan(0.4);
  });
});

test('rows are ordered by number, equals as given, zero of either sign alike', () => {
  expect([...sortOrder([3, -1, 0, 1e-300, -0, -1, -1e300, 2.5])]).toEqual([6, 1, 5, 2, 4, 3, 7, 0]);
});
