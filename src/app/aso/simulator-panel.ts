import type { TemplateResult } from 'lit';
import { html } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { createRandom } from '../../base/random';
import { imitationGradient, objectiveGradient } from '../../quality/aso';
import type { GradientComparison } from '../../quality/gradient-comparison';
import { compareGradients } from '../../quality/gradient-comparison';
import { expectedGradient, finiteGroupAdvantages, largeGroupAdvantages } from '../../quality/grpo-expected';
import type { DrawnGroup, GradientStatistics } from '../../quality/grpo-simulation';
import { drawGroup, gradientStatistics } from '../../quality/grpo-simulation';
import { gradientEstimateChart } from '../charts/gradient-estimate';
import { formatPercent, formatSignificant } from '../format';
import { numberField } from '../shell/fields';
import type { Problem } from './problem';
import type { AsoSettings } from './settings';
import { withinLimits } from './settings';
import { settingsRecord } from './settings-record';

/** What sampling makes of the first step away from the reference, where policy, old policy and reference are one. */
export interface Simulation {
  readonly problem: Problem;
  readonly group: DrawnGroup;
  readonly statistics: GradientStatistics;
  /** Exact mean of the estimate; undefined where too many groups would have to be walked through. */
  readonly expected: Float64Array | undefined;
  /** Gradient of F; the KL term has none at the reference itself. */
  readonly objective: Float64Array;
  readonly aso: Float64Array;
  readonly grpoComparison: GradientComparison;
  /** What GRPO tends to as its group grows without end: sampling is gone, the division by the deviation stays. */
  readonly endlessComparison: GradientComparison;
  readonly asoComparison: GradientComparison;
}

export function simulate(problem: Problem): Simulation {
  const { settings, reference, rewards, teacher } = problem;
  const { groupSize, clip, klWeight, draws, seed } = settings;
  const policies = { current: reference, old: reference, reference };
  const options = { clip, klWeight };
  const group = drawGroup(policies, rewards, groupSize, options, createRandom(seed));
  const statistics = gradientStatistics(policies, rewards, groupSize, options, draws, createRandom(`${seed}/many`));
  const means = finiteGroupAdvantages(reference, rewards, groupSize);
  const expected = means === undefined ? undefined : expectedGradient(policies, means, options);
  const endless = expectedGradient(policies, largeGroupAdvantages(reference, rewards), options);
  const objective = objectiveGradient(reference, reference, rewards, 0);
  const aso = imitationGradient(reference, teacher.probabilities);
  return {
    problem,
    group,
    statistics,
    expected,
    objective,
    aso,
    grpoComparison: compareGradients(expected ?? statistics.mean, statistics.variance, objective),
    endlessComparison: compareGradients(endless, new Float64Array(endless.length), objective),
    asoComparison: compareGradients(aso, new Float64Array(aso.length), objective),
  };
}

export function simulatorPanel(
  simulation: Simulation,
  settings: AsoSettings,
  level: number | undefined,
  onLevel: (level: number | undefined) => void,
  onSet: (change: Partial<AsoSettings>) => void,
): TemplateResult {
  const whole = (key: 'groupSize' | 'draws' | 'seed', value: number): void =>
    onSet({ [key]: withinLimits(key, value) ?? settings[key] });
  return html`
    <section class="panel" aria-labelledby="simulator-title">
      <header class="panel-head">
        <h3 id="simulator-title">Sampled or exact: the gradient of the first step</h3>
        <p class="quiet">GRPO draws a group and estimates; ASO needs no draw.</p>
      </header>
      <div class="number-row">
        ${numberField('Group size G', settings.groupSize, { min: 2, max: 64, step: 1 }, (v) => whole('groupSize', v))}
        ${numberField('Groups drawn', settings.draws, { min: 10, max: 5000, step: 10 }, (v) => whole('draws', v))}
        ${numberField('Seed', settings.seed, { min: 0, max: 999_999, step: 1 }, (v) => whole('seed', v))}
        <button type="button" class="button" @click=${() => whole('seed', settings.seed + 1)}>Draw again</button>
      </div>
      ${guard(
        [simulation, level],
        () => html`
          <sg-chart
            .chart=${gradientEstimateChart(estimateOf(simulation))}
            .cursor=${level}
            @cursor=${(event: CustomEvent<number | undefined>) => onLevel(event.detail)}
          ></sg-chart>
          ${legend(simulation)}
          <div class="simulator-body">${comparison(simulation)} ${drawnGroup(simulation)}</div>
        `,
      )}
      <p class="hint">
        Advantages are divided by the group's standard deviation, so GRPO's mean has another length than the gradient of
        F: that is most of its bias. Its direction is what counts. Where all rewards of a group are equal it learns
        nothing.
      </p>
    </section>
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

function comparison({
  grpoComparison,
  endlessComparison,
  asoComparison,
  statistics,
  expected,
}: Simulation): TemplateResult {
  const all = [grpoComparison, endlessComparison, asoComparison];
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ['Length', all.map(({ length }) => formatSignificant(length))],
    ['Cosine with the gradient of F', all.map(cosine)],
    ['Bias against it', all.map(({ bias }) => formatSignificant(bias))],
    ['Standard deviation', [formatSignificant(grpoComparison.deviation), '0', '0']],
    ['Groups that teach nothing', [formatPercent(statistics.idle), 'none', 'none']],
  ];
  return html`
    <div class="table-scroll" tabindex="0" role="region" aria-label="GRPO's estimate and ASO's gradient in figures">
      <table class="figures">
        <thead>
          <tr>
            <th scope="col">${expected === undefined ? 'Mean of the draws' : 'Exact mean'}</th>
            <th scope="col">GRPO</th>
            <th scope="col" title="What GRPO tends to as its group grows">GRPO, G → ∞</th>
            <th scope="col">ASO</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ([name, cells]) => html`
              <tr>
                <th scope="row">${name}</th>
                ${cells.map((cell) => html`<td>${cell}</td>`)}
              </tr>
            `,
          )}
        </tbody>
      </table>
    </div>
  `;
}

function cosine(compared: GradientComparison): string {
  return compared.cosine === undefined ? 'none' : formatSignificant(compared.cosine);
}

function drawnGroup({ group, problem }: Simulation): TemplateResult {
  return html`
    <div class="table-scroll" tabindex="0" role="region" aria-label="One drawn group">
      <table class="figures">
        <thead>
          <tr>
            <th scope="col">One group</th>
            <th scope="col">Reward</th>
            <th scope="col">Advantage</th>
          </tr>
        </thead>
        <tbody>
          ${Array.from(
            group.actions,
            (action, i) => html`
              <tr>
                <th scope="row">${problem.levels[action]!.word}</th>
                <td>${formatSignificant(group.rewards[i]!)}</td>
                <td>${formatSignificant(group.advantages[i]!)}</td>
              </tr>
            `,
          )}
        </tbody>
      </table>
    </div>
  `;
}
