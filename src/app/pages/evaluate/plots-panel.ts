import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { Brush, Chart } from '../../../charts';
import { agreementScatterChart, categoryRadarChart, rankBumpChart, reliabilityChart } from '../../../charts';
import { chartOfTable } from './chart-of-table';
import type { ClipActions } from './clips-panel';
import { clipsPanel } from './clips-panel';
import { scoreHistogram } from './histogram';
import type { GroupScore, Plots, ScatterPoint } from './plots-data';
import type { EvaluationState } from './state';

/** Charts of the chosen dimension and method. Hovered and selected clips are marked in all of them. */
export function plotsPanel(state: EvaluationState, plots: Plots, actions: ClipActions): TemplateResult {
  const dimension = state.evaluation?.dimensions[state.choices.dimension];
  const method = dimension?.methods[state.choices.method]?.name ?? '';
  const name = dimension?.name ?? '';
  const { histograms, dimensions, hidden } = plots;
  return html`
    <section class="panel" aria-labelledby="plots-title">
      <header class="panel-head">
        <h3 id="plots-title">${name}, ${method}</h3>
        <p class="quiet">Choose another row of the table to show its method.</p>
      </header>
      <div class="plots">
        ${scatter(state, plots, name, method, actions)} ${ranks(state, plots, name, method, actions)}
        ${categories(state, plots, name, actions)} ${calibrations(state, plots, name, actions)}
      </div>
      ${clipsPanel(state, plots.scatter, actions)}
      <h4 class="plots-head">Human scores of ${name}</h4>
      <div class="histograms">
        ${histograms.map((data) => scoreHistogram(state, data, { title: `${name}: ${data.group}`, caption: data.group === 'all' ? 'All clips' : data.group }, actions))}
      </div>
      ${
        dimensions.length === 0
          ? nothing
          : html`
              <h4 class="plots-head">Human scores of every dimension</h4>
              <div class="histograms">
                ${dimensions.map((data) => scoreHistogram(state, data, { title: `${data.group}: all clips`, caption: data.group }, actions))}
              </div>
            `
      }
      ${hidden.map((words) => html`<p class="hint">${words}</p>`)}
    </section>
  `;
}

/** A chart with its title. A press on a mark selects its clips. */
function plot(
  state: EvaluationState,
  title: string,
  inputs: unknown[],
  make: () => Chart,
  cursor: number | undefined,
  onBrush: (brush: Brush) => void,
): TemplateResult {
  const brush = ({ detail }: CustomEvent<Brush>): void => onBrush(detail);
  return html`
    <figure class="plot">
      <figcaption>${title}</figcaption>
      ${guard([...inputs, cursor], () => html`<sg-chart .chart=${chartOfTable(make(), state)} .cursor=${cursor} @brush=${brush}></sg-chart>`)}
    </figure>
  `;
}

/** What the chosen points have in common, and the clips that share one of these. */
function shared(state: EvaluationState, { scatter }: Plots, key: 'group' | 'category') {
  const chosen = scatter.points.filter(({ row }) => state.selected.has(row)).map((point) => point[key]);
  const rowsOf = (names: readonly (string | undefined)[]): number[] =>
    scatter.points.filter((point) => names.includes(point[key])).map(({ row }) => row);
  const pointed = scatter.points.find(({ row }) => row === state.row)?.[key];
  return { selected: new Set(chosen), rowsOf, pointed };
}

function ranks(
  state: EvaluationState,
  plots: Plots,
  dimension: string,
  method: string,
  { select }: ClipActions,
): TemplateResult | typeof nothing {
  if (plots.generators.length < 2) return nothing;
  // In the order of the chart's marks.
  const names = [...plots.generators].sort((a, b) => b.human - a.human).map(({ group }) => group);
  const { selected, rowsOf, pointed } = shared(state, plots, 'group');
  const at = pointed === undefined ? -1 : names.indexOf(pointed);
  return plot(
    state,
    'Ranks of the generators',
    [plots, dimension, method, state.selected],
    () => rankBumpChart({ dimension, method, rows: plots.generators.map(rankedRow), selected }),
    at < 0 ? undefined : at,
    ({ marks, how }) => select(rowsOf(marks.map((mark) => names[mark])), how),
  );
}

function rankedRow({ group, n, human, predicted, humanStanding, predictedStanding }: GroupScore) {
  return {
    group,
    n,
    human: { mean: human, interval: humanStanding.mean, ranks: humanStanding.rank },
    predicted: { mean: predicted, interval: predictedStanding.mean, ranks: predictedStanding.rank },
  };
}

function categories(
  state: EvaluationState,
  plots: Plots,
  dimension: string,
  { select }: ClipActions,
): TemplateResult | typeof nothing {
  const { radar } = plots;
  if (radar === undefined) return nothing;
  const { selected, rowsOf, pointed } = shared(state, plots, 'category');
  const at = pointed === undefined ? -1 : radar.categories.indexOf(pointed);
  return plot(
    state,
    'Categories',
    [plots, dimension, state.selected],
    () => categoryRadarChart({ dimension, ...radar, selected }),
    at < 0 ? undefined : at,
    ({ marks, how }) => select(rowsOf(marks.map((mark) => radar.categories[mark])), how),
  );
}

function calibrations(
  state: EvaluationState,
  plots: Plots,
  dimension: string,
  { select }: ClipActions,
): TemplateResult[] {
  return plots.calibrations.map(({ method, clips, rows, calibration: { error, bins } }) =>
    plot(
      state,
      `Calibration of ${method}`,
      [plots, dimension, method],
      () => reliabilityChart({ dimension, method, clips, error, bins }),
      undefined,
      ({ marks, how }) => select([...new Set(marks.flatMap((mark) => rows[mark] ?? []))], how),
    ),
  );
}

function scatter(
  state: EvaluationState,
  plots: Plots,
  dimension: string,
  method: string,
  { point, select }: ClipActions,
): TemplateResult {
  const { scatter } = plots;
  const at = state.row === undefined ? -1 : scatter.points.findIndex(({ row }) => row === state.row);
  const rowOf = (mark: number): ScatterPoint['row'] | undefined => scatter.points[mark]?.row;
  const move = ({ detail }: CustomEvent<number | undefined>): void =>
    point(detail === undefined ? undefined : rowOf(detail));
  const brush = ({ detail }: CustomEvent<Brush>): void =>
    select(
      detail.marks.flatMap((mark) => rowOf(mark) ?? []),
      detail.how,
    );
  return html`
    <figure class="plot wide">
      <figcaption>Human against predicted scores, with residuals</figcaption>
      ${
        scatter.points.length === 0
          ? html`<p class="quiet">No row has both scores.</p>`
          : guard(
              [plots, at, state.selected],
              () => html`
                <sg-chart
                  .chart=${chartOfTable(agreementScatterChart({ dimension, method, ...scatter, selected: state.selected }), state)}
                  .cursor=${at < 0 ? undefined : at}
                  @cursor=${move}
                  @brush=${brush}
                ></sg-chart>
              `,
            )
      }
      <p class="hint">${curveWords(plots)}</p>
    </figure>
  `;
}

/** The names of the curves, or the reason why there are none. */
function curveWords({ scatter: { curve4, curve5, n, points } }: Plots): TemplateResult {
  const drawn =
    n > points.length ? html` ${points.length} of ${n} clips are drawn, the farthest ones included.` : nothing;
  if (curve4.length === 0 && curve5.length === 0) {
    return html`Too few different scores for a logistic curve: residuals are human minus predicted scores.${drawn}`;
  }
  return html`
    <b class="key four">—</b> logistic curve of four
    parameters${curve5.length === 0 ? nothing : html`, <b class="key five">--</b> of five`}; ◆ more than two standard
    deviations from the first curve.${drawn}
  `;
}
