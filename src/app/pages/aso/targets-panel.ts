import type { TemplateResult } from 'lit';
import { html } from 'lit';
import type { LevelRows } from '../../../charts';
import { levelRowsChart } from '../../../charts';
import { formatSignificant } from '../../../base';
import { slider } from '../../shell/fields';
import { once } from './once';
import type { Problem } from './problem';
import type { AsoSettings } from './settings';
import { settingsRecord } from './settings-record';
import type { SoftTarget } from './soft-target-list';
import { teacherTarget, usualTargets } from './soft-target-list';

const targetsOf = once((problem: Problem) => [teacherTarget(problem), ...usualTargets(problem)]);
const chartOf = once((problem: Problem) =>
  levelRowsChart(targetRows(problem, targetsOf(problem)), { rowHeightPx: 44 }),
);

/** The teacher beside the usual training targets. */
export function targetsPanel(parts: {
  readonly problem: Problem;
  readonly level: number | undefined;
  /** The controls are being moved. */
  readonly moving: boolean;
  readonly onLevel: (level: number | undefined) => void;
  readonly onSet: (change: Partial<AsoSettings>) => void;
}): TemplateResult {
  const { problem, level, moving, onLevel, onSet } = parts;
  const { settings } = problem;
  return html`
    <section class="panel" aria-labelledby="targets-title">
      <header class="panel-head">
        <h3 id="targets-title">The teacher beside soft labels</h3>
        <p class="quiet">The soft labels depend on the label only, not on reward or reference.</p>
      </header>
      <div class="targets-body">
        <sg-chart
          .chart=${chartOf(problem)}
          .cursor=${level}
          .held=${moving}
          .beside=${true}
          @cursor=${(event: CustomEvent<number | undefined>) => onLevel(event.detail)}
        ></sg-chart>
        <div class="targets-side">
          ${slider('Label smoothing ε', settings.labelSmoothing, [0, 1, 0.01], (labelSmoothing) =>
            onSet({ labelSmoothing }),
          )}
          ${slider('Gaussian labels σ', settings.labelSigma, [0.1, 2, 0.05], (labelSigma) => onSet({ labelSigma }))}
        </div>
      </div>
      ${targetsTable(targetsOf(problem))}
    </section>
  `;
}

function targetRows(problem: Problem, targets: readonly SoftTarget[]): LevelRows {
  return {
    name: 'The teacher beside one-hot, smoothed and Gaussian labels',
    summary: targets.map(({ name, objective }) => `${name}: objective ${formatSignificant(objective)}`).join('; '),
    fileStem: 'aso-soft-targets',
    levels: problem.levels,
    rows: targets.map(({ key, name, probabilities }) => ({ key, label: name, values: probabilities, kind: 'share' })),
    target: problem.settings.target,
    settings: settingsRecord(problem.settings),
  };
}

function targetsTable(targets: readonly SoftTarget[]): TemplateResult {
  const columns: readonly (readonly [string, (target: SoftTarget) => number])[] = [
    ['E[s]', (target) => target.expectedScore],
    ['E|s − s*|', (target) => target.mae],
    ['Entropy', (target) => target.entropy],
    ['KL to ref', (target) => target.kl],
    ['E[R]', (target) => target.expectedReward],
    ['F', (target) => target.objective],
  ];
  return html`
    <div class="table-scroll" tabindex="0" role="region" aria-label="Numbers of the soft targets">
      <table class="metrics">
        <thead>
          <tr>
            <th scope="col">Target</th>
            ${columns.map(([head]) => html`<th scope="col">${head}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${targets.map(
            (target) => html`
              <tr>
                <th scope="row">${target.name}</th>
                ${columns.map(([, value]) => html`<td>${formatSignificant(value(target))}</td>`)}
              </tr>
            `,
          )}
        </tbody>
      </table>
    </div>
  `;
}
