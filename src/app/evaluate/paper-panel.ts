import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { bestTwo, placeClass } from './best-two';
import type { PaperTable } from './papers/tables';
import { PAPER_TABLES } from './papers/tables';

/** The published tables of both papers, best and second best marked, with the source of each. */
export function paperPanel(open: string, onOpen: (id: string) => void): TemplateResult {
  return html`
    <section class="panel" aria-labelledby="papers-title">
      <header class="panel-head">
        <h3 id="papers-title">Published tables</h3>
        <p class="quiet">
          as printed; <b class="best">best</b> and <span class="second">second best</span> of a column
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
            ${printed(table)} ${table.note === '' ? nothing : html`<p class="hint">${table.note}</p>`}
          </details>
        `,
      )}
    </section>
  `;
}

function printed(table: PaperTable): TemplateResult {
  const columns = table.groups.flatMap((group) => group.columns);
  const places = columns.map(({ better }, i) =>
    bestTwo(
      table.rows.map(([, values]) => values[i]),
      better,
    ),
  );
  return html`
    <div class="wide-table" tabindex="0" role="region" aria-label=${table.title}>
      <table class="figures">
        <thead>
          <tr>
            <th scope="col" rowspan="2">method</th>
            ${table.groups.map((group) => html`<th scope="colgroup" colspan=${group.columns.length}>${group.name}</th>`)}
          </tr>
          <tr>
            ${columns.map(({ name }) => html`<th scope="col">${name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${table.rows.map(
            ([method, values]) => html`
              <tr>
                <th scope="row">${method}</th>
                ${values.map(
                  (value, i) =>
                    html`<td class=${placeClass(value, places[i]!)}>
                      ${value === null ? html`<span title="not printed">–</span>` : value.toFixed(columns[i]!.digits).replace('-', '−')}
                    </td>`,
                )}
              </tr>
            `,
          )}
        </tbody>
      </table>
    </div>
  `;
}
