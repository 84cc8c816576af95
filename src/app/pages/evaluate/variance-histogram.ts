import type { TemplateResult } from 'lit';
import { html } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { Brush } from '../../../charts';
import { scoreHistogramChart } from '../../../charts';
import { chartOfTable } from './chart-of-table';
import type { ClipActions } from './clips-panel';
import type { RaterReport } from './rater-report';
import type { EvaluationState } from './state';

const BINS = 20;
/** Smallest range of the variance axis. */
const LEAST_TOP = 0.1;

/** How much the raters of a clip differ (Q-Save A.1, figure 9). A press on a bar selects its clips. */
export function varianceHistogram(
  { variances, varianceRows, dimension }: RaterReport,
  state: EvaluationState,
  { select }: ClipActions,
): TemplateResult {
  const { selected } = state;
  const width = variances.reduce((most, value) => Math.max(most, value), LEAST_TOP) / BINS;
  const binOf = (value: number): number => Math.min(BINS - 1, Math.floor(value / width));
  const chart = () => {
    const counts = new Uint32Array(BINS);
    const chosen = new Array<number>(BINS).fill(0);
    variances.forEach((value, i) => {
      counts[binOf(value)]!++;
      if (selected.has(varianceRows[i]!)) chosen[binOf(value)]!++;
    });
    const made = scoreHistogramChart({
      title: `${dimension}: variance of the ratings of a clip`,
      unit: 'variance',
      n: variances.length,
      mean: variances.reduce((a, b) => a + b, 0) / variances.length,
      bins: Array.from(counts, (count, i) => ({ from: i * width, to: (i + 1) * width, count })),
      curve: [],
      ...(selected.size === 0 ? {} : { selected: chosen }),
    });
    return chartOfTable(made, state);
  };
  const brush = ({ detail }: CustomEvent<Brush>): void =>
    select(
      [...varianceRows].filter((_, i) => detail.marks.includes(binOf(variances[i]!))),
      detail.how,
    );
  return html`
    <figure class="plot">
      <figcaption>Variance of each clip’s ratings</figcaption>
      ${guard([variances, selected], () => html`<sg-chart .chart=${chart()} @brush=${brush}></sg-chart>`)}
    </figure>
  `;
}
