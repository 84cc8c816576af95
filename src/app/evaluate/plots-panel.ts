import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { agreementScatterChart } from '../charts/agreement-scatter';
import { categoryRadarChart } from '../charts/category-radar';
import type { Chart } from '../charts/chart';
import { rankBumpChart } from '../charts/rank-bump';
import { scoreHistogramChart } from '../charts/score-histogram';
import type { Plots } from './plots-data';
import type { EvaluationState } from './state';

/** Pictures of the chosen dimension and method. A row under the pointer is marked in every one that shows it. */
export function plotsPanel(
  state: EvaluationState,
  plots: Plots,
  onRow: (row: number | undefined) => void,
): TemplateResult {
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
        ${scatter(state, plots, name, method, onRow)}
        ${
          plots.generators.length < 2
            ? nothing
            : plot('Ranks of the generators', [plots, name, method], () =>
                rankBumpChart({
                  dimension: name,
                  method,
                  rows: plots.generators.map(({ group, n, human, predicted, humanInterval, predictedInterval }) => ({
                    group,
                    n,
                    human: { mean: human, low: humanInterval?.low, high: humanInterval?.high },
                    predicted: { mean: predicted, low: predictedInterval?.low, high: predictedInterval?.high },
                  })),
                }),
              )
        }
        ${
          plots.radar === undefined
            ? nothing
            : plot('Categories', [plots, name], () => categoryRadarChart({ dimension: name, ...plots.radar! }))
        }
      </div>
      <div class="histograms">
        ${plots.histograms.map(({ group, n, mean, bins, curve }) =>
          plot(group === 'all' ? 'All clips' : group, [plots, name, group], () =>
            scoreHistogramChart({ title: `${name}: ${group}`, unit: 'human score', n, mean, bins, curve }),
          ),
        )}
      </div>
    </section>
  `;
}

function scatter(
  state: EvaluationState,
  plots: Plots,
  dimension: string,
  method: string,
  onRow: (row: number | undefined) => void,
): TemplateResult {
  const { scatter } = plots;
  const at = state.row === undefined ? -1 : scatter.points.findIndex((point) => point.row === state.row);
  const move = (event: CustomEvent<number | undefined>): void =>
    onRow(event.detail === undefined ? undefined : scatter.points[event.detail]?.row);
  return html`
    <figure class="plot wide">
      <figcaption>Scatter and residuals</figcaption>
      ${
        scatter.points.length === 0
          ? html`<p class="quiet">No row has both scores.</p>`
          : guard(
              [plots, at],
              () => html`
                <sg-chart
                  .chart=${agreementScatterChart({ dimension, method, ...scatter })}
                  .cursor=${at < 0 ? undefined : at}
                  @cursor=${move}
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

export function plot(title: string, inputs: unknown[], make: () => Chart): TemplateResult {
  return html`
    <figure class="plot">
      <figcaption>${title}</figcaption>
      ${guard(inputs, () => html`<sg-chart .chart=${make()}></sg-chart>`)}
    </figure>
  `;
}
