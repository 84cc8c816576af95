import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../src/base/random';
import { fitBoth, mapThrough } from '../../../src/statistics/mapped-predictions';
import { METRIC_IDS, METRICS, metricsOf } from '../../../src/statistics/metrics';
import { drawWeights, materialise } from '../../../src/statistics/resample';
import { writtenOut } from '../../../src/statistics/written-out';
import { ownMetrics } from './own-metrics';

const random = createRandom('metrics');
const human = Float64Array.from({ length: 60 }, (_, i) => 1 + (i % 9) / 2);
const noisy = human.map((value) => Math.min(5, Math.max(1, value + random.normal() * 0.9)));

test('every metric has its own id, a label and a hint', () => {
  expect(new Set(METRIC_IDS).size).toBe(METRICS.length);
  for (const { id, label, hint } of METRICS) {
    expect(id).toMatch(/^[a-z][A-Za-z0-9]*$/);
    expect(label).not.toBe('');
    expect(hint).not.toBe('');
  }
});

describe.each(METRICS)('$id', ({ id, better, percent }) => {
  test('is better for a perfect prediction than for a noisy one', () => {
    const [perfect, worse] = [ownMetrics(human, human)[id], ownMetrics(noisy, human)[id]];
    if (better === 'high') expect(perfect).toBeGreaterThan(worse!);
    else expect(perfect).toBeLessThan(worse!);
    if (percent) for (const value of [perfect, worse]) expect(value! >= 0 && value! <= 1).toBe(true);
  });

  test('does not exist for no rows', () => {
    expect(metricsOf({ predicted: new Float64Array(), four: undefined, five: undefined }, [])[id]).toBeUndefined();
  });
});

test('metrics of a resample computed from its rows are those of the rows written out', () => {
  const fits = fitBoth(noisy, human);
  const weights = new Uint8Array(human.length);
  drawWeights(createRandom('draw'), weights);
  const direct = metricsOf(mapThrough(materialise(noisy, weights), fits), materialise(human, weights));
  expect(writtenOut(METRICS, mapThrough(noisy, fits), human, weights)).toEqual(direct);
  expect(writtenOut([], mapThrough(noisy, fits), human, weights)).toEqual({});
});
