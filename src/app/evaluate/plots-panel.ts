import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { agreementScatterChart } from '../charts/agreement-scatter';
import { categoryRadarChart } from '../charts/category-radar';
import type { Brush, Chart } from '../charts/chart';
import { rankBumpChart } from '../charts/rank-bump';
import { reliabilityChart } from '../charts/reliability';
import { scoreHistogramChart } from '../charts/score-histogram';
import type { ClipActions } from './clips-panel';
import { clipsPanel } from './clips-panel';
import type { GroupScore, HistogramData, Plots, ScatterPoint } from './plots-data';
import type { EvaluationState } from './state';

/** Pictures of the chosen dimension and method. What is pointed at or chosen in one is marked in every one that shows it. */
export function plotsPanel(state: EvaluationState, plots: Plots, actions: ClipActions): TemplateResult {
  const dimension = state.evaluation?.dimensions[state.choices.dimension];
  const method = dimension?.methods[state.choices.method]?.name ?? '';
  const name = dimension?.name ?? '';
  return html`
    <section class="panel" aria-labelledby="plots-title">
      <header class="panel-head">
        <h3 id="plots-title">${name}, ${method}</h3>
        <p class="quiet">Choose another row of the table to see its method.</p>
      </header>
      <div class="plots">
        ${scatter(state, plots, name, method, actions)}
        ${
          plots.generators.length < 2
            ? nothing
            : plot('Ranks of the generators', [plots, name, method], () =>
                rankBumpChart({
                  dimension: name,
                  method,
                  rows: plots.generators.map(rankedRow),
                }),
              )
        }
        ${
          plots.radar === undefined
            ? nothing
            : plot('Categories', [plots, name], () => categoryRadarChart({ dimension: name, ...plots.radar! }))
        }
        ${plots.calibrations.map(({ method, clips, calibration: { error, bins } }) =>
          plot(`Calibration of ${method}`, [plots, name, method], () =>
            reliabilityChart({ dimension: name, method, clips, error, bins }),
          ),
        )}
      </div>
      ${clipsPanel(state, plots.scatter, actions)}
      <div class="histograms">${plots.histograms.map((data) => histogram(state, plots, data, name, actions))}</div>
    </section>
  `;
}

function rankedRow({ group, n, human, predicted, humanStanding, predictedStanding }: GroupScore) {
  return {
    group,
    n,
    human: { mean: human, interval: humanStanding.mean, ranks: humanStanding.rank },
    predicted: { mean: predicted, interval: predictedStanding.mean, ranks: predictedStanding.rank },
  };
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
  const rowsOf = (marks: readonly number[]): number[] => marks.flatMap((mark) => scatter.points[mark]?.row ?? []);
  const move = (event: CustomEvent<number | undefined>): void =>
    point(event.detail === undefined ? undefined : scatter.points[event.detail]?.row);
  const brush = ({ detail }: CustomEvent<Brush>): void => select(rowsOf(detail.marks), detail.how);
  return html`
    <figure class="plot wide">
      <figcaption>Scatter and residuals</figcaption>
      ${
        scatter.points.length === 0
          ? html`<p class="quiet">No row has both scores.</p>`
          : guard(
              [plots, at, state.selected],
              () => html`
                <sg-chart
                  .chart=${agreementScatterChart({ dimension, method, ...scatter, selected: state.selected })}
                  .cursor=${at < 0 ? undefined : at}
                  @cursor=${move}
                  @brush=${brush}
                ></sg-chart>
              `,
            )
      }
      <p class="hint">
        <b class="key four">—</b> logistic curve of four parameters, <b class="key five">--</b> of five; ◆ farther than
        two standard deviations from the first
      </p>
    </figure>
  `;
}

/** Bars mark the bin of the clip that is pointed at, and how many of each bin are chosen; a press chooses a bin's clips. */
function histogram(
  state: EvaluationState,
  plots: Plots,
  { group, n, mean, bins, curve }: HistogramData,
  dimension: string,
  { select }: ClipActions,
): TemplateResult {
  const mine = plots.scatter.points.filter((point) => group === 'all' || point.group === group);
  const binOf = ({ human }: ScatterPoint): number => {
    const at = bins.findIndex(({ to }) => human < to - 1e-9);
    return at < 0 ? bins.length - 1 : at;
  };
  const pointed = mine.find(({ row }) => row === state.row);
  const bin = pointed === undefined ? undefined : binOf(pointed);
  const brush = ({ detail }: CustomEvent<Brush>): void =>
    select(
      mine.filter((point) => detail.marks.includes(binOf(point))).map(({ row }) => row),
      detail.how,
    );
  const chart = (): Chart => {
    const counts = new Array<number>(bins.length).fill(0);
    for (const point of mine) if (state.selected.has(point.row)) counts[binOf(point)]!++;
    const chosen = state.selected.size === 0 ? {} : { selected: counts };
    return scoreHistogramChart({
      title: `${dimension}: ${group}`,
      unit: 'human score',
      n,
      mean,
      bins,
      curve,
      ...chosen,
    });
  };
  return html`
    <figure class="plot">
      <figcaption>${group === 'all' ? 'All clips' : group}</figcaption>
      ${guard(
        [plots, bin, state.selected],
        () => html`<sg-chart .chart=${chart()} .cursor=${bin} @brush=${brush}></sg-chart>`,
      )}
    </figure>
  `;
}

export function plot(title: string, inputs: unknown[], make: () => Chart): TemplateResult {
  return html`
    <figure class="plot">
      <figcaption>${title}</figcaption>
      ${guard(inputs, () => html`<sg-chart .chart=${make()}></sg-chart>`)}
    </figure>
  `;
}
