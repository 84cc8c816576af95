import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import type { MetricId } from '../../../statistics';
import { METRIC_BY_ID } from '../../../statistics';

/** The heading of a column of metrics. A press sorts by it, best first. A second press removes the sorting. */
export function sortableHead(
  key: string,
  id: MetricId,
  sortBy: string | undefined,
  choose: (change: { readonly sortBy: string | undefined }) => void,
  label = METRIC_BY_ID[id].label,
): TemplateResult {
  const { hint, better } = METRIC_BY_ID[id];
  const sorted = sortBy === key;
  return sortHead({ label, hint, better, sorted }, () => choose({ sortBy: sorted ? undefined : key }));
}

/** The heading of a column whose values have a better direction. */
export function sortHead(
  column: {
    readonly label: string;
    readonly hint?: string;
    readonly better: 'high' | 'low';
    readonly sorted: boolean;
  },
  press: () => void,
): TemplateResult {
  const { label, hint, better, sorted } = column;
  return html`
    <th scope="col" aria-sort=${sorted ? (better === 'high' ? 'descending' : 'ascending') : nothing}>
      <button type="button" class="sort" title=${hint ?? nothing} @click=${press}>${label}</button>
    </th>
  `;
}

/** Rows by a metric, best first, those without it last. The given order where no metric is chosen. */
export function sortRows<T>(
  rows: readonly T[],
  id: MetricId | undefined,
  valueOf: (row: T, id: MetricId) => number | undefined,
): readonly T[] {
  return id === undefined ? rows : bestFirst(rows, METRIC_BY_ID[id].better, (row) => valueOf(row, id));
}

/** Rows by value, best first, those without one last, ties in the given order. */
export function bestFirst<T>(
  rows: readonly T[],
  better: 'high' | 'low',
  valueOf: (row: T) => number | undefined,
): readonly T[] {
  const sign = better === 'high' ? -1 : 1;
  const key = (row: T): number => {
    const value = valueOf(row);
    return value === undefined ? Infinity : sign * value;
  };
  // Infinity minus Infinity is NaN. Ties keep the given order.
  return [...rows].sort((a, b) => (key(a) === key(b) ? 0 : key(a) - key(b)));
}
