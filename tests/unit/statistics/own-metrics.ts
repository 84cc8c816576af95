import type { Metrics } from '../../../src/statistics/metrics';
import { fitBoth, mapThrough } from '../../../src/statistics/mapped-predictions';
import { metricsOf } from '../../../src/statistics/metrics';

/** All metrics of a sample, the curves fitted to itself. */
export function ownMetrics(predicted: ArrayLike<number>, human: ArrayLike<number>): Metrics {
  const x = Float64Array.from(predicted);
  return metricsOf(mapThrough(x, fitBoth(x, human)), human);
}
