import type { TemplateResult } from 'lit';
import { html } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { Brush, Chart } from '../../../charts';
import { scoreHistogramChart } from '../../../charts';
import { chartOfTable } from './chart-of-table';
import type { ClipActions } from './clips-panel';
import type { HistogramData } from './plots-data';
import type { EvaluationState } from './state';

/** Marks the bin of the hovered clip and the selected share of each bin. A press selects a bin's clips. */
export function scoreHistogram(
  state: EvaluationState,
  data: HistogramData,
  { title, caption }: { readonly title: string; readonly caption: string },
  { select }: ClipActions,
): TemplateResult {
  const { n, mean, bins, curve, rows, binOf } = data;
  const pointed = state.row === undefined ? -1 : rows.indexOf(state.row);
  const bin = pointed < 0 ? undefined : binOf[pointed];
  const brush = ({ detail }: CustomEvent<Brush>): void =>
    select(
      Array.from(rows).filter((_, i) => detail.marks.includes(binOf[i]!)),
      detail.how,
    );
  const chart = (): Chart => {
    const counts = new Array<number>(bins.length).fill(0);
    if (state.selected.size > 0) rows.forEach((row, i) => (counts[binOf[i]!]! += state.selected.has(row) ? 1 : 0));
    const chosen = state.selected.size === 0 ? {} : { selected: counts };
    const made = scoreHistogramChart({ title, unit: 'Human score', n, mean, bins, curve, ...chosen });
    return chartOfTable(made, state);
  };
  return html`
    <figure class="plot">
      <figcaption>${caption}</figcaption>
      ${guard(
        [data, bin, state.selected],
        () => html`<sg-chart .chart=${chart()} .cursor=${bin} @brush=${brush}></sg-chart>`,
      )}
    </figure>
  `;
}
