import type { TemplateResult } from 'lit';
import { html } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { gradientEstimateChart } from '../../../charts';
import { numberField, slider } from '../../shell/fields';
import type { AsoSettings } from './settings';
import { withinLimits } from './settings';
import { settingsRecord } from './settings-record';
import type { Simulation } from './simulation';
import { comparisonTable, groupTable } from './simulator-tables';
import { SIMULATOR_HINT } from './copy';

/** GRPO's estimate of one step beside the exact gradients. */
export function simulatorPanel(
  simulation: Simulation,
  settings: AsoSettings,
  level: number | undefined,
  onLevel: (level: number | undefined) => void,
  onSet: (change: Partial<AsoSettings>) => void,
): TemplateResult {
  return html`
    <section class="panel" aria-labelledby="simulator-title">
      <header class="panel-head">
        <h3 id="simulator-title">Gradient of one step: sampled and exact</h3>
        <p class="quiet">GRPO estimates the gradient from a drawn group; ASO computes it exactly.</p>
      </header>
      ${simulatorControls(settings, onSet)}
      ${guard(
        [simulation, level],
        () => html`
          <sg-chart
            .chart=${gradientEstimateChart(estimateOf(simulation))}
            .cursor=${level}
            @cursor=${(event: CustomEvent<number | undefined>) => onLevel(event.detail)}
          ></sg-chart>
          ${legend(simulation)}
          <div class="simulator-body">${comparisonTable(simulation)} ${groupTable(simulation)}</div>
        `,
      )}
      <p class="hint">${SIMULATOR_HINT}</p>
    </section>
  `;
}

function simulatorControls(settings: AsoSettings, onSet: (change: Partial<AsoSettings>) => void): TemplateResult {
  const whole = (key: 'groupSize' | 'draws' | 'seed', value: number): void =>
    onSet({ [key]: withinLimits(key, value) ?? settings[key] });
  return html`
    <div class="number-row">
      ${numberField('Group size G', settings.groupSize, { min: 2, max: 64, step: 1 }, (v) => whole('groupSize', v))}
      ${numberField('Groups drawn', settings.draws, { min: 10, max: 5000, step: 10 }, (v) => whole('draws', v))}
      ${numberField('Seed', settings.seed, { min: 0, max: 999_999, step: 1 }, (v) => whole('seed', v))}
      <button type="button" class="button" @click=${() => whole('seed', settings.seed + 1)}>Draw again</button>
    </div>
    <div class="simulator-sliders">
      ${slider('Clip', Math.min(1, settings.clip), [0, 1, 0.01], (clip) => onSet({ clip }))}
      ${slider('KL weight', settings.klWeight, [0, 2, 0.01], (klWeight) => onSet({ klWeight }))}
      ${slider('Current policy at', settings.policyAt, [0, 0.99, 0.01], (policyAt) => onSet({ policyAt }))}
      ${slider('Group drawn by the policy at', settings.drawnAt, [0, 0.99, 0.01], (drawnAt) => onSet({ drawnAt }))}
    </div>
    <p class="hint">
      Both policies lie between the reference (0) and the teacher (1).
      ${
        settings.policyAt === settings.drawnAt
          ? settings.policyAt === 0
            ? 'Both are the reference: this is the first step, where clip and KL weight have no effect.'
            : 'The current policy drew the group, so the clip has no effect.'
          : 'The policy has changed since the group was drawn, so the clip can have an effect.'
      }
    </p>
  `;
}

function estimateOf({ problem, statistics, expected, objective, aso }: Simulation) {
  return {
    levels: problem.levels,
    mean: statistics.mean,
    deviation: statistics.variance.map(Math.sqrt),
    expected,
    objective,
    aso,
    draws: statistics.draws,
    groupSize: problem.settings.groupSize,
    settings: settingsRecord(problem.settings),
  };
}

function legend({ expected }: Simulation): TemplateResult {
  return html`
    <ul class="legend" aria-label="Key">
      <li>
        <svg viewBox="0 0 12 12" aria-hidden="true">
          <path class="key-whisker" d="M3 1h6m-3 0v10m-3 0h6" />
          <circle class="key-grpo" cx="6" cy="6" r="3" />
        </svg>
        GRPO: mean, one standard deviation of a group's
        estimate${expected === undefined ? '' : ', and as a bar its exact mean'}
      </li>
      <li>
        <svg viewBox="0 0 12 12" aria-hidden="true">
          <rect class="key-objective" x="3" y="3" width="6" height="6" />
        </svg>
        Gradient of F
      </li>
      <li>
        <svg viewBox="0 0 12 12" aria-hidden="true"><path class="key-aso" d="M6 1l5 5l-5 5l-5 -5z" /></svg>
        ASO: π* − π
      </li>
    </ul>
  `;
}
