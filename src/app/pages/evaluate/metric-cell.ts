import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import type { Interval, MetricId } from '../../../statistics';
import { formatMetric } from './format-metric';

/** A metric with its interval below; `place` marks best and second best. */
export function metricCell(
  id: MetricId,
  value: number | undefined,
  place: string,
  interval: Interval | undefined,
): TemplateResult {
  const range =
    interval === undefined || value === undefined
      ? nothing
      : html`<small>${formatMetric(interval.low, id)} to ${formatMetric(interval.high, id)}</small>`;
  return html`<td data-metric=${id}><span class=${place}>${formatMetric(value, id)}</span>${range}</td>`;
}
