import type { TemplateResult } from 'lit';
import { html } from 'lit';
import { lambdaSweepChart, levelRidgeChart, rewardFrontierChart } from '../../../charts';
import { once } from './once';
import type { Problem } from './problem';
import type { AsoSettings } from './settings';
import { usualTargets } from './soft-target-list';
import { SWEPT_LAMBDAS, sweepLambda } from './sweep';

const chartsOf = once((problem: Problem) => {
  const { sweep, ridge, frontier } = sweepLambda(problem, usualTargets(problem));
  return { sweep: lambdaSweepChart(sweep), ridge: levelRidgeChart(ridge), frontier: rewardFrontierChart(frontier) };
});

/** Three views of the same sweep with a common cursor and lambda. */
export function sweepPanel(parts: {
  readonly problem: Problem;
  readonly level: number | undefined;
  readonly swept: number | undefined;
  /** The controls are being moved. */
  readonly moving: boolean;
  readonly onLevel: (level: number | undefined) => void;
  readonly onSwept: (swept: number | undefined) => void;
  /** A press on a chart of the sweep. Lambda follows the pointer until its release. */
  readonly onGrab: () => void;
  readonly onSet: (change: Partial<AsoSettings>) => void;
}): TemplateResult {
  const { problem, level, swept, moving, onLevel, onSwept, onGrab, onSet } = parts;
  const charts = chartsOf(problem);
  const walk = (event: CustomEvent<number | undefined>): void => onSwept(event.detail);
  const take = (event: KeyboardEvent): void => {
    const lambda = swept === undefined ? undefined : SWEPT_LAMBDAS[swept];
    if (event.key === 'Enter' && lambda !== undefined) onSet({ lambda: Number(lambda.toPrecision(3)) });
  };
  return html`
    <section class="panel" aria-labelledby="sweep-title">
      <header class="panel-head">
        <h3 id="sweep-title">Sweep over λ</h3>
        <p class="quiet">Press a chart, or use the arrow keys and Enter, to set λ.</p>
      </header>
      <div class="sweep-body">
        <div @pointerdown=${onGrab} @keydown=${take}>
          <sg-chart .chart=${charts.sweep} .cursor=${swept} .held=${moving} .beside=${true} @cursor=${walk}></sg-chart>
        </div>
        <div>
          <p class="chart-title">π* over the score, one row a λ</p>
          <sg-chart
            .chart=${charts.ridge}
            .cursor=${level}
            .held=${moving}
            .beside=${true}
            @cursor=${(event: CustomEvent<number | undefined>) => onLevel(event.detail)}
          ></sg-chart>
        </div>
      </div>
      <div class="frontier-body" @pointerdown=${onGrab} @keydown=${take}>
        <p class="chart-title">Expected reward over divergence: no policy lies above this line</p>
        <sg-chart .chart=${charts.frontier} .cursor=${swept} .held=${moving} .beside=${true} @cursor=${walk}></sg-chart>
      </div>
    </section>
  `;
}
