import { html, LitElement } from 'lit';
import { bestTwo, placeClass } from './best-two';
import type { PaperTable } from './papers/tables';
import { bestFirst, sortHead } from './sortable';

/** One published table: in the printed order, or sorted by the column whose heading was pressed, best first. */
export class PaperTableElement extends LitElement {
  static override properties = { table: { attribute: false }, sortBy: { state: true } };
  declare table: PaperTable;
  /** Index of the sorted column. Undefined for the printed order. */
  declare private sortBy: number | undefined;

  constructor() {
    super();
    this.sortBy = undefined;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render() {
    const { table, sortBy } = this;
    const columns = table.groups.flatMap((group) => group.columns);
    const places = columns.map(({ better }, i) =>
      bestTwo(
        table.rows.map(([, values]) => values[i]),
        better,
      ),
    );
    return html`
      <div class="wide-table" tabindex="0" role="region" aria-label=${table.title}>
        <table class="metrics">
          <thead>
            <tr>
              <th scope="col" rowspan="2">method</th>
              ${table.groups.map((group) => html`<th scope="colgroup" colspan=${group.columns.length}>${group.name}</th>`)}
            </tr>
            <tr>
              ${columns.map(({ name, better }, i) => {
                const sorted = sortBy === i;
                return sortHead({ label: name, better, sorted }, () => (this.sortBy = sorted ? undefined : i));
              })}
            </tr>
          </thead>
          <tbody>
            ${sortedRows(table, sortBy).map(
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
}

/** Rows by a column: best first, missing values last, ties in the printed order, which is also the default. */
export function sortedRows({ groups, rows }: PaperTable, sortBy: number | undefined): PaperTable['rows'] {
  const column = sortBy === undefined ? undefined : groups.flatMap((group) => group.columns)[sortBy];
  if (sortBy === undefined || column === undefined) return rows;
  return bestFirst(rows, column.better, ([, values]) => values[sortBy] ?? undefined);
}

customElements.define('sg-paper-table', PaperTableElement);
