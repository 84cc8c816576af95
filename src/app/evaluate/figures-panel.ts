import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import type { Interval } from '../../statistics/bootstrap';
import type { FigureId } from '../../statistics/figures';
import { formatCount } from '../format';
import { segmented } from '../shell/segmented';
import { bestTwo, placeClass } from './best-two';
import type { DimensionFigures, Evaluation, LevelId, MethodFigures } from './evaluation';
import { LEVEL_NAMES } from './evaluation';
import { FIGURE_FACTS, formatFigure, LEVEL_FIGURES } from './figure-names';
import type { EvaluationChoices, EvaluationState } from './state';

/** The table of figures: a row a method, sortable, best and second best marked, intervals below. */
export function figuresPanel(
  state: EvaluationState,
  evaluation: Evaluation,
  choose: (change: Partial<EvaluationChoices>) => void,
): TemplateResult {
  const { level } = state.choices;
  const levels = (['instance', 'model', 'within'] as const).filter((each) => hasLevel(evaluation, each));
  return html`
    <section class="panel" aria-labelledby="figures-title">
      <header class="panel-head">
        <h3 id="figures-title">Agreement with people</h3>
        ${
          levels.length < 2
            ? nothing
            : segmented({
                name: 'level',
                legend: 'Level of the figures',
                chosen: level,
                onChoose: (value) => choose({ level: value }),
                segments: levels.map((value) => ({
                  value,
                  label: LEVEL_NAMES[value],
                  hint: levelHint(value, evaluation),
                })),
              })
        }
      </header>
      <p class="quiet">
        ${levelHint(level, evaluation)}
        ${state.intervals === undefined ? nothing : `Small print: percentile intervals, 95 %, of ${formatCount(state.choices.draws)} resamples.`}
      </p>
      ${evaluation.dimensions.map((dimension, at) => dimensionTable(dimension, at, state, choose))}
    </section>
  `;
}

function hasLevel({ dimensions }: Evaluation, level: LevelId): boolean {
  if (level === 'instance') return true;
  return dimensions.some(({ methods }) => methods.some((method) => method[level] !== undefined));
}

function levelHint(level: LevelId, evaluation: Evaluation): string {
  switch (level) {
    case 'instance':
      return `Over ${formatCount(evaluation.rows)} clips, each by itself.`;
    case 'model':
      return `Over the means of ${evaluation.generators} generators. Intervals resample clips, not generators.`;
    case 'within':
      return `Inside each of ${formatCount(evaluation.contents)} contents, then averaged. Intervals resample contents.`;
    default:
      return level satisfies never;
  }
}

function dimensionTable(
  dimension: DimensionFigures,
  at: number,
  state: EvaluationState,
  choose: (change: Partial<EvaluationChoices>) => void,
): TemplateResult {
  const { level, sortBy, method: chosen, dimension: shown } = state.choices;
  const rows = dimension.methods.map((method, index) => ({ method, index }));
  const ids = LEVEL_FIGURES[level].filter(
    (id) => !FIGURE_FACTS[id].absolute || dimension.methods.some((method) => method.sameScale),
  );
  const places = new Map(
    ids.map((id) => [
      id,
      bestTwo(
        dimension.methods.map((method) => valueOf(method, level, id)),
        FIGURE_FACTS[id].better,
      ),
    ]),
  );
  const sorted = sortRows(rows, level, sortBy);
  const head = (id: FigureId): TemplateResult => html`
    <th scope="col" aria-sort=${sortBy === id ? 'descending' : nothing}>
      <button
        type="button"
        class="sort"
        title=${FIGURE_FACTS[id].hint}
        @click=${() => choose({ sortBy: sortBy === id ? undefined : id })}
      >
        ${FIGURE_FACTS[id].label}
      </button>
    </th>
  `;
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
            ${ids.map(head)}
          </tr>
        </thead>
        <tbody>
          ${sorted.map(({ method, index }) => {
            const intervals: Partial<Record<FigureId, Interval>> | undefined = state.intervals?.[at]?.[index]?.[level];
            return html`
              <tr
                data-method=${method.name}
                class=${at === shown && index === chosen ? 'chosen' : ''}
                @click=${() => choose({ dimension: at, method: index, against: index === 0 ? 1 : 0 })}
              >
                <th scope="row"><button type="button" class="row-name">${method.name}</button></th>
                <td>${countOf(method, level)}</td>
                ${ids.map((id) => figureCell(method, level, id, placeClass(valueOf(method, level, id), places.get(id)!), intervals?.[id]))}
              </tr>
              ${
                method.note === undefined || level !== 'instance'
                  ? nothing
                  : html`<tr>
                      <td class="why" colspan=${ids.length + 2}>${method.note}</td>
                    </tr>`
              }
            `;
          })}
        </tbody>
      </table>
    </div>
  `;
}

function figureCell(
  method: MethodFigures,
  level: LevelId,
  id: FigureId,
  place: string,
  interval: Interval | undefined,
): TemplateResult {
  if (FIGURE_FACTS[id].absolute && !method.sameScale) {
    return html`<td data-figure=${id} title="Prediction and human score lie on different scales. Map both to 1..5.">
      –
    </td>`;
  }
  const range =
    interval === undefined
      ? nothing
      : html`<small>${formatFigure(interval.low, id)} to ${formatFigure(interval.high, id)}</small>`;
  return html`<td data-figure=${id}>
    <span class=${place}>${formatFigure(valueOf(method, level, id), id)}</span>${range}
  </td>`;
}

/** The figure of a method at a level; undefined where the level does not have it. */
export function valueOf(method: MethodFigures, level: LevelId, id: FigureId): number | undefined {
  if (FIGURE_FACTS[id].absolute && !method.sameScale) return undefined;
  if (level === 'instance') return method.instance[id];
  if (level === 'model') return id === 'srcc' || id === 'plcc' || id === 'krcc' ? method.model?.[id] : undefined;
  return id === 'srcc' || id === 'plcc' ? method.within?.[id] : undefined;
}

function countOf(method: MethodFigures, level: LevelId): string {
  if (level === 'instance') return formatCount(method.n);
  if (level === 'model') return String(method.model?.groups ?? 0);
  return `${formatCount(method.within?.used ?? 0)} of ${formatCount(method.within?.contents ?? 0)}`;
}

function sortRows(
  rows: readonly { readonly method: MethodFigures; readonly index: number }[],
  level: LevelId,
  sortBy: string | undefined,
): readonly { readonly method: MethodFigures; readonly index: number }[] {
  const id = LEVEL_FIGURES[level].find((each) => each === sortBy);
  if (id === undefined) return rows;
  const sign = FIGURE_FACTS[id].better === 'high' ? -1 : 1;
  // What has no figure goes last either way.
  const key = (method: MethodFigures): number => sign * (valueOf(method, level, id) ?? -sign * Infinity);
  return [...rows].sort((a, b) => key(a.method) - key(b.method));
}
