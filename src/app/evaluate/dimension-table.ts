import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import type { FigureId } from '../../statistics/figures';
import { FIGURE_IDS } from '../../statistics/figures';
import { bestTwo, placeClass } from './best-two';
import type { DimensionFigures, MethodFigures } from './evaluation';
import { figureCell } from './figure-cell';
import { FIGURE_FACTS } from './figure-names';
import { countWords, valueOf } from './figure-values';
import { sortableHead, sortRows } from './sortable';
import type { EvaluationChoices, EvaluationState } from './state';

type Choose = (change: Partial<EvaluationChoices>) => void;

/** Every figure of one dimension at the chosen level; a row chooses its method. */
export function dimensionTable(
  dimension: DimensionFigures,
  at: number,
  state: EvaluationState,
  rows: number,
  choose: Choose,
): TemplateResult {
  const { level, sortBy } = state.choices;
  const ids = FIGURE_IDS.filter(
    (id) => !FIGURE_FACTS[id].absolute || dimension.methods.some((method) => method.sameScale),
  );
  const sorted = sortRows(
    dimension.methods.map((method, index) => ({ method, index })),
    ids.find((id) => id === sortBy),
    ({ method }, id) => valueOf(method, level, id),
  );
  const people = dimension.raters > 1 ? `, mean of ${dimension.raters} raters` : '';
  return html`
    <div class="wide-table" tabindex="0" role="region" aria-label="Figures of ${dimension.name}">
      <table class="figures" data-dimension=${dimension.name}>
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
  readonly ids: readonly FigureId[];
  readonly rows: number;
}

function methodRows(
  dimension: DimensionFigures,
  method: MethodFigures,
  { at, index, ids, rows }: Place,
  { choices, intervals }: EvaluationState,
  choose: Choose,
): TemplateResult {
  const { level } = choices;
  const note = method.notes[level];
  const places = (id: FigureId) =>
    bestTwo(
      dimension.methods.map((each) => valueOf(each, level, id)),
      FIGURE_FACTS[id].better,
    );
  return html`
    <tr
      data-method=${method.name}
      class=${at === choices.dimension && index === choices.method ? 'chosen' : ''}
      @click=${() => choose({ dimension: at, method: index, against: index === 0 ? 1 : 0 })}
    >
      <th scope="row"><button type="button" class="row-name">${method.name}</button></th>
      <td data-figure="n">${countWords(method, level, rows)}</td>
      ${ids.map((id) => {
        const value = valueOf(method, level, id);
        return figureCell(id, value, placeClass(value, places(id)), intervals?.[at]?.[index]?.[level][id]);
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
