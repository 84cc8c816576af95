import type { TemplateResult } from 'lit';
import { html } from 'lit';
import type { Chart } from './chart';

/** The table behind a picture, scrolled in its own place. */
export function chartNumbers(chart: Chart): TemplateResult {
  const [head, ...rows] = chart.table;
  return html`
    <div class="chart-numbers" tabindex="0" role="region" aria-label="Numbers: ${chart.name}">
      <table>
        <thead>
          <tr>
            ${head?.map((cell) => html`<th scope="col">${String(cell).replaceAll('_', ' ')}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (row) =>
              html`<tr>
                ${row.map((cell) => html`<td>${typeof cell === 'number' ? rounded(cell) : cell}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  `;
}

function rounded(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(4);
}
