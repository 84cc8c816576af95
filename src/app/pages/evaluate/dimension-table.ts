import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import type { MetricId } from '../../../statistics';
import { METRIC_BY_ID, METRIC_IDS } from '../../../statistics';
import { bestTwo, placeClass } from './best-two';
import type { DimensionMetrics, MethodMetrics } from './evaluation';
import { metricCell } from './metric-cell';
import { countWords, valueOf } from './metric-values';
import { sortableHead, sortRows } from './sortable';
import type { EvaluationChoices, EvaluationState } from './state';

type Choose = (change: Partial<EvaluationChoices>) => void;

/** Every metric of one dimension at the chosen level. A press on a row chooses its method. */
export function dimensionTable(
  dimension: DimensionMetrics,
  at: number,
  state: EvaluationState,
  rows: number,
  choose: Choose,
): TemplateResult {
  const { level, sortBy } = state.choices;
  const ids = METRIC_IDS.filter(
    (id) => !METRIC_BY_ID[id].absolute || dimension.methods.some((method) => method.sameScale),
  );
  const sorted = sortRows(
    dimension.methods.map((method, index) => ({ method, index })),
    ids.find((id) => id === sortBy),
    ({ method }, id) => valueOf(method, level, id),
  );
  const people = dimension.raters > 1 ? `, mean of ${dimension.raters} raters` : '';
  return html`
    <div class="wide-table" tabindex="0" role="region" aria-label="Metrics of ${dimension.name}">
      <table class="metrics" data-dimension=${dimension.name}>
        <caption>
          <b>${dimension.name}</b
          >${people}
        </caption>
        <thead>
          <tr>
            <th scope="col">method</th>
            <th scope="col">n</th>
            ${ids.map((id) => sortableHead(id, id, sortBy, choose))}
          </tr>
        </thead>
        <tbody>
          ${sorted.map(({ method, index }) => methodRows(dimension, method, { at, index, ids, rows }, state, choose))}
        </tbody>
      </table>
    </div>
  `;
}

interface Place {
  /** Indices of the dimension and of the method. */
  readonly at: number;
  readonly index: number;
  readonly ids: readonly MetricId[];
  readonly rows: number;
}

function methodRows(
  dimension: DimensionMetrics,
  method: MethodMetrics,
  { at, index, ids, rows }: Place,
  { choices, intervals }: EvaluationState,
  choose: Choose,
): TemplateResult {
  const { level } = choices;
  const note = method.notes[level];
  const places = (id: MetricId) =>
    bestTwo(
      dimension.methods.map((each) => valueOf(each, level, id)),
      METRIC_BY_ID[id].better,
    );
  return html`
    <tr
      data-method=${method.name}
      class=${at === choices.dimension && index === choices.method ? 'chosen' : ''}
      @click=${() => choose({ dimension: at, method: index, against: index === 0 ? 1 : 0 })}
    >
      <th scope="row"><button type="button" class="row-name">${method.name}</button></th>
      <td data-metric="n">${countWords(method, level, rows)}</td>
      ${ids.map((id) => {
        const value = valueOf(method, level, id);
        return metricCell(id, value, placeClass(value, places(id)), intervals?.[at]?.[index]?.[level][id]);
      })}
    </tr>
    ${
      note === ''
        ? nothing
        : html`<tr>
            <td class="why" colspan=${ids.length + 2}>${method.name}: ${note}</td>
          </tr>`
    }
  `;
}
