import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import type { Dimension } from '../../../../quality';
import { formatCount } from '../../../../base';
import { numberField } from '../../../shell/fields';
import { segmented } from '../../../shell/segmented';
import type { Filter } from './order';
import { NO_FILTER, STATE_FILTERS } from './order';

const STATE_NAMES: Readonly<Record<Filter['state'], string>> = {
  all: 'All',
  scored: 'Scored',
  waiting: 'Waiting',
  failed: 'Failed',
};

/** Which rows are shown: by name, by state, by the score of one dimension. */
export function filterBar(
  filter: Filter,
  dimensions: readonly Dimension[],
  counts: { readonly shown: number; readonly total: number },
  onChange: (filter: Filter) => void,
): TemplateResult {
  const set = (change: Partial<Filter>): void => onChange({ ...filter, ...change });
  const valueOf = (event: Event): string => (event.currentTarget as HTMLInputElement | HTMLSelectElement).value;
  const scores = { min: 1, max: 5, step: 0.1 };
  return html`
    <div class="filter-bar" role="search" aria-label="Filter the files">
      <input
        type="search"
        placeholder="Name"
        aria-label="Part of the name"
        .value=${filter.text}
        @input=${(event: Event) => set({ text: valueOf(event) })}
      />
      ${segmented({
        name: 'row-state',
        legend: 'Files shown',
        chosen: filter.state,
        onChoose: (state) => set({ state }),
        segments: STATE_FILTERS.map((value) => ({ value, label: STATE_NAMES[value] })),
      })}
      <select
        aria-label="Score to filter by"
        @change=${(event: Event) => set({ dimension: dimensions.find(({ id }) => id === valueOf(event))?.id })}
      >
        <option value="" ?selected=${filter.dimension === undefined}>Any score</option>
        ${dimensions.map(({ id, name }) => html`<option value=${id} ?selected=${filter.dimension === id}>${name}</option>`)}
      </select>
      ${
        filter.dimension === undefined
          ? nothing
          : html`${numberField('from', filter.low, scores, (low) => set({ low }))}
            ${numberField('to', filter.high, scores, (high) => set({ high }))}`
      }
      <p class="filter-count" role="status">${countText(counts)}</p>
      ${
        filter === NO_FILTER
          ? nothing
          : html`<button type="button" class="button small" @click=${() => onChange(NO_FILTER)}>Show all</button>`
      }
    </div>
  `;
}

function countText({ shown, total }: { readonly shown: number; readonly total: number }): string {
  return shown === total ? `${formatCount(total)} files` : `${formatCount(shown)} of ${formatCount(total)} files`;
}
