import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../src/base/random';
import { pairedTest, percentileInterval } from '../../../src/statistics/bootstrap';
import { alikeByRow, concordance, concordanceByRow } from '../../../src/statistics/concordance';
import { denseRanks } from '../../../src/statistics/dense';
import { fitBoth, mapThrough } from '../../../src/statistics/mapped-predictions';
import { METRIC_IDS, metricsOf } from '../../../src/statistics/metrics';
import { drawWeights, materialise } from '../../../src/statistics/resample';
import { srcc } from '../../../src/statistics/srcc';
import { EXACT_PAIRS_ROWS, WeightedMetrics } from '../../../src/statistics/weighted-metrics';
import { weightedSums } from '../../../src/statistics/weighted-sums';
import { ownMetrics } from './own-metrics';

/** A prediction with noise for n human scores in half steps. */
function sample(n: number): { readonly predicted: number[]; readonly human: number[] } {
  const random = createRandom(`sample ${n}`);
  const human = Array.from({ length: n }, () => Math.round(random.uniform(1, 5) * 2) / 2);
  return { predicted: human.map((value) => value * 0.7 + random.normal() * 0.6), human };
}

function evaluator(predicted: readonly number[], human: readonly number[]) {
  const mapped = mapThrough(Float64Array.from(predicted), fitBoth(predicted, human));
  const metrics = new WeightedMetrics(Float64Array.from(human), [mapped]);
  return (weights: Uint8Array) => metrics.of([weights])[0]![0]!;
}

describe('metrics of a resample', () => {
  test.each([50, EXACT_PAIRS_ROWS + 500])('that is the whole sample of %i rows are those of the sample', (n) => {
    const { predicted, human } = sample(n);
    const all = evaluator(predicted, human)(new Uint8Array(n).fill(1));
    const direct = ownMetrics(predicted, human);
    for (const id of METRIC_IDS) expect(Math.abs(all[id]! - direct[id]!), id).toBeLessThan(1e-9);
  });

  test('are those of the sample where predictions are tied and pairs are taken to first order', () => {
    const { predicted, human } = sample(EXACT_PAIRS_ROWS + 500);
    const coarse = predicted.map((value) => Math.round(value * 4) / 4);
    const all = evaluator(coarse, human)(new Uint8Array(human.length).fill(1));
    const direct = ownMetrics(coarse, human);
    for (const id of METRIC_IDS) expect(Math.abs(all[id]! - direct[id]!), id).toBeLessThan(1e-9);
  });

  test('are those of its rows repeated, with the fitted curves kept', () => {
    const { predicted, human } = sample(80);
    const evaluate = evaluator(predicted, human);
    const weights = new Uint8Array(80);
    const random = createRandom(3);
    for (let draw = 0; draw < 20; draw++) {
      drawWeights(random, weights);
      const written = metricsOf(
        mapThrough(materialise(predicted, weights), fitBoth(predicted, human)),
        materialise(human, weights),
      );
      const weighed = evaluate(weights);
      for (const id of METRIC_IDS) expect(Math.abs(weighed[id]! - written[id]!), id).toBeLessThan(1e-9);
    }
  });

  test("keep Kendall's tau and pairwise accuracy to a thousandth where they are taken to first order", () => {
    const n = EXACT_PAIRS_ROWS + 2000;
    const { predicted, human } = sample(n);
    const evaluate = evaluator(predicted, human);
    const weights = new Uint8Array(n);
    const random = createRandom(4);
    for (let draw = 0; draw < 5; draw++) {
      drawWeights(random, weights);
      const written = ownMetrics(materialise(predicted, weights), materialise(human, weights));
      expect(Math.abs(evaluate(weights).krcc! - written.krcc!)).toBeLessThan(1e-3);
      expect(Math.abs(evaluate(weights).krccC! - written.krccC!)).toBeLessThan(1e-3);
      expect(Math.abs(evaluate(weights).pairwise! - written.pairwise!)).toBeLessThan(1e-3);
    }
  });

  test('that holds one row only do not exist', () => {
    const { predicted, human } = sample(10);
    const weights = new Uint8Array(10);
    weights[4] = 10;
    const { srcc, plcc, krcc, mae } = evaluator(predicted, human)(weights);
    expect([srcc, plcc, krcc]).toEqual([undefined, undefined, undefined]);
    expect(mae).toBeGreaterThan(0);
  });
});

test('concordance by row sums to twice the balance, and each row is as counted by hand', () => {
  const number = fc.integer({ min: 0, max: 6 });
  fc.assert(
    fc.property(fc.array(fc.tuple(number, number), { minLength: 1 }), (pairs) => {
      const x = pairs.map(([a]) => a);
      const y = pairs.map(([, b]) => b);
      const rows = concordanceByRow(denseRanks(x), denseRanks(y));
      const byHand = x.map((_, i) =>
        x.reduce((sum, _, j) => sum + Math.sign(x[i]! - x[j]!) * Math.sign(y[i]! - y[j]!), 0),
      );
      expect([...rows].map((value) => value + 0)).toEqual(byHand.map((value) => value + 0));
      const counted = concordance(denseRanks(x), denseRanks(y));
      expect(counted.balance * 2).toBe(rows.reduce((sum, value) => sum + value, 0));
      const alike = alikeByRow(denseRanks(x), denseRanks(y), rows);
      const alikeByHand = x.map(
        (_, i) => x.filter((_, j) => i !== j && Math.sign(x[i]! - x[j]!) === Math.sign(y[i]! - y[j]!)).length,
      );
      expect([...alike]).toEqual(alikeByHand);
      expect(counted.alike * 2).toBe(alike.reduce((sum, value) => sum + value, 0));
    }),
  );
});

test('sums and ties of ranks with and without ties are those of the rows repeated', () => {
  const random = createRandom('walk');
  const human = Array.from({ length: 200 }, () => random.integer(1, 6));
  const fine = human.map((value) => value + random.normal());
  const coarse = fine.map((value) => Math.round(value));
  const weights = new Uint8Array(200);
  for (let draw = 0; draw < 10; draw++) {
    drawWeights(random, weights);
    for (const predicted of [fine, coarse]) {
      const written = materialise(predicted, weights);
      const weighed = evaluator(predicted, human)(weights);
      expect(weighed.srcc).toBeCloseTo(srcc(written, materialise(human, weights))!, 12);
    }
  }
});

test('sums over resamples are those of a plain loop, however many columns and resamples there are', () => {
  const random = createRandom('sums');
  const column = () => Float64Array.from({ length: 1300 }, () => random.normal());
  const columns = [column(), column(), column()];
  const pairs = [[column(), column()] as const];
  const draws = [0, 1, 2].map(() => {
    const weights = new Uint8Array(1300);
    drawWeights(random, weights);
    return weights;
  });
  const plain = (weights: Uint8Array, f: (row: number) => number): number =>
    weights.reduce((sum, weight, row) => sum + weight * f(row), 0);
  for (const count of [1, 2, 3]) {
    weightedSums({ pairs, columns }, draws.slice(0, count)).forEach((sums, i) => {
      const [x, y] = pairs[0]!;
      const expected = [
        plain(draws[i]!, (row) => x[row]!),
        plain(draws[i]!, (row) => x[row]! ** 2),
        plain(draws[i]!, (row) => x[row]! * y[row]!),
        ...columns.map((each) => plain(draws[i]!, (row) => each[row]!)),
      ];
      expected.forEach((value, at) => expect(sums[at]).toBeCloseTo(value, 9));
    });
  }
});

describe('a resample', () => {
  test('has as many rows as the table and is the same for the same seed', () => {
    const [first, second] = [new Uint8Array(100), new Uint8Array(100)];
    drawWeights(createRandom(1), first);
    drawWeights(createRandom(1), second);
    expect(first.reduce((sum, weight) => sum + weight, 0)).toBe(100);
    expect(first).toEqual(second);
  });
});

describe('an interval', () => {
  test('contains the middle of the draws and leaves out those without a value', () => {
    const draws = Array.from({ length: 1001 }, (_, i) => i);
    const { low, high, draws: used } = percentileInterval([...draws, Number.NaN])!;
    expect(low).toBeCloseTo(25, 9);
    expect(high).toBeCloseTo(975, 9);
    expect(used).toBe(1001);
    expect(percentileInterval([Number.NaN])).toBeUndefined();
  });

  test('of a mean is near the normal one', () => {
    const { predicted, human } = sample(400);
    const evaluate = evaluator(predicted, human);
    const random = createRandom(9);
    const weights = new Uint8Array(400);
    const draws = Array.from({ length: 2000 }, () => {
      drawWeights(random, weights);
      return evaluate(weights).mae!;
    });
    const distances = predicted.map((value, i) => Math.abs(value - human[i]!));
    const mean = distances.reduce((a, b) => a + b, 0) / 400;
    const deviation = Math.sqrt(distances.reduce((sum, d) => sum + (d - mean) ** 2, 0) / 399 / 400);
    const { low, high } = percentileInterval(draws)!;
    expect(low).toBeCloseTo(mean - 1.96 * deviation, 2);
    expect(high).toBeCloseTo(mean + 1.96 * deviation, 2);
  });
});

describe('a paired test', () => {
  test('distinguishes a clear difference from none, and never gives a p of zero', () => {
    const better = Array.from({ length: 999 }, (_, i) => 0.8 + (i % 10) / 100);
    const worse = better.map((value) => value - 0.1);
    expect(pairedTest(better, worse)!.p).toBe(2 / 1000);
    expect(pairedTest(worse, better)!.interval.high).toBeCloseTo(-0.1, 12);
    expect(pairedTest(better, better)!.p).toBe(1);
    expect(pairedTest([Number.NaN], [1])).toBeUndefined();
  });
});
