import type { Metrics } from '../../../src/statistics/metrics';
import { metricsOf, fitBoth, mapThrough } from '../../../src/statistics/metrics';

/** All metrics of a sample, with the curves fitted to itself. */
export function ownMetrics(predicted: ArrayLike<number>, human: ArrayLike<number>): Metrics {
  const x = Float64Array.from(predicted);
  return metricsOf(mapThrough(x, fitBoth(x, human)), human);
}
