import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import './paper-table';
import { PAPER_TABLES } from './papers/tables';

/** The published tables of both papers with their sources. The best and second best values are marked. */
export function paperPanel(open: string, onOpen: (id: string) => void): TemplateResult {
  return html`
    <section class="panel" aria-labelledby="papers-title">
      <header class="panel-head">
        <h3 id="papers-title">Published tables</h3>
        <p class="quiet">
          as printed; a press on a column head sorts; <b class="best">best</b> and
          <span class="second">second best</span> of a column
        </p>
      </header>
      ${PAPER_TABLES.map(
        (table) => html`
          <details
            class="paper"
            .open=${live(table.id === open)}
            data-paper=${table.id}
            @toggle=${(event: Event) => {
              const unfolded = (event.currentTarget as HTMLDetailsElement).open;
              if (unfolded && open !== table.id) onOpen(table.id);
              if (!unfolded && open === table.id) onOpen('');
            }}
          >
            <summary>${table.title} <span class="quiet">${table.source}</span></summary>
            <sg-paper-table .table=${table}></sg-paper-table>
            ${table.note === '' ? nothing : html`<p class="hint">${table.note}</p>`}
          </details>
        `,
      )}
    </section>
  `;
}
