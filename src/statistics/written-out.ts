import type { MappedPredictions } from './mapped-predictions';
import type { MetricDefinition } from './metrics';
import { MetricSample } from './metric-sample';
import type { Weights } from './resample';
import { materialise } from './resample';

/**
 * Metrics of a resample computed from its rows, each row as often as it was drawn: for metrics without a form that works
 * on weights. The fitted curves stay. Costs as much as the metric itself for every draw.
 */
export function writtenOut(
  metrics: readonly MetricDefinition[],
  { predicted, four, five }: MappedPredictions,
  human: Float64Array,
  weights: Weights,
): Readonly<Record<string, number | undefined>> {
  if (metrics.length === 0) return {};
  const take = (values: Float64Array): Float64Array => materialise(values, weights);
  const mapped = { predicted: take(predicted), four: four && take(four), five: five && take(five) };
  const sample = new MetricSample(mapped, take(human));
  return Object.fromEntries(metrics.map(({ id, of }) => [id, of(sample)]));
}
