import type { MetricId } from '../../../statistics';
import { METRIC_BY_ID } from '../../../statistics';

/** Three decimals, or a percentage with one decimal. An en dash for a missing value. */
export function formatMetric(value: number | undefined, id: MetricId): string {
  if (value === undefined) return '–';
  const text = METRIC_BY_ID[id].percent ? `${(100 * value).toFixed(1)}\u00a0%` : value.toFixed(3);
  return text.replace('-', '−');
}
