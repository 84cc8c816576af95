import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import type { FigureId } from '../../statistics/figures';
import { FIGURE_FACTS } from './figure-names';

/** The head of a column of figures: a press sorts by it, the best first; another takes the sorting back. */
export function sortableHead(
  key: string,
  id: FigureId,
  sortBy: string | undefined,
  choose: (change: { readonly sortBy: string | undefined }) => void,
  label = FIGURE_FACTS[id].label,
): TemplateResult {
  const { hint, better } = FIGURE_FACTS[id];
  const sorted = sortBy === key;
  return html`
    <th scope="col" aria-sort=${sorted ? (better === 'high' ? 'descending' : 'ascending') : nothing}>
      <button type="button" class="sort" title=${hint} @click=${() => choose({ sortBy: sorted ? undefined : key })}>
        ${label}
      </button>
    </th>
  `;
}

/** Rows with the best figure first, those without one last; as they come without a figure to sort by. */
export function sortRows<T>(
  rows: readonly T[],
  id: FigureId | undefined,
  valueOf: (row: T, id: FigureId) => number | undefined,
): readonly T[] {
  if (id === undefined) return rows;
  const sign = FIGURE_FACTS[id].better === 'high' ? -1 : 1;
  const key = (row: T): number => {
    const value = valueOf(row, id);
    return value === undefined ? Infinity : sign * value;
  };
  // Infinity less itself is no number, and equals stay as they come.
  return [...rows].sort((a, b) => (key(a) === key(b) ? 0 : key(a) - key(b)));
}
