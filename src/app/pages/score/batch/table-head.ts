import type { TemplateResult } from 'lit';
import { html } from 'lit';
import type { Dimension } from '../../../../quality';
import type { SortColumn, Sorting } from './order';

/** A heading that sorts: ascending (scores: best first), then descending, then in the order of arrival. */
export function tableHead(
  dimensions: readonly Dimension[],
  sorting: Sorting,
  onSort: (sorting: Sorting) => void,
): TemplateResult {
  const heading = (column: SortColumn, label: string, bestFirst = false): TemplateResult => {
    const sorted = sorting.column === column;
    const direction = sorted ? (sorting.descending ? 'descending' : 'ascending') : 'none';
    return html`
      <div role="columnheader" aria-sort=${direction} data-column=${column}>
        <button type="button" class="sort-button" @click=${() => onSort(nextSorting(sorting, column, bestFirst))}>
          <span>${label}</span><span class="sort-mark" aria-hidden="true"></span>
        </button>
      </div>
    `;
  };
  return html`
    <div role="row" class="table-head" aria-rowindex="1">
      ${heading('name', 'Name')} ${heading('length', 'Length')}
      ${dimensions.map(({ id, name }) => heading(id, name, true))} ${heading('state', 'State')}
      <div role="columnheader"><span class="visually-hidden">Actions</span></div>
    </div>
  `;
}

export function nextSorting(before: Sorting, column: SortColumn, descendingFirst: boolean): Sorting {
  if (before.column !== column) return { column, descending: descendingFirst };
  if (before.descending === descendingFirst) return { column, descending: !descendingFirst };
  return { column: 'arrival', descending: false };
}
