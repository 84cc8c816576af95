import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { field, numberField, slider } from '../../shell/fields';
import { segmented } from '../../shell/segmented';
import type { Problem } from './problem';
import { referenceControls } from './reference-controls';
import type { ScoredDistribution } from './scored-distributions';
import type { AsoSettings, RewardKind } from './settings';
import { DEFAULT_SETTINGS, withinLimits } from './settings';
import { levelInputs } from './level-inputs';

const REWARD_NAMES: Readonly<Record<RewardKind, string>> = {
  absolute: '−β |s − s*|',
  squared: '−β (s − s*)²',
  accuracy: 'R_acc + R_dist (UltraVQA)',
  rating: 'R_acc + ½ R_fmt (Q-Save)',
  table: 'A table of rewards',
};

/** Level scale, reward and reference. */
export function controls(
  problem: Problem,
  scored: readonly ScoredDistribution[],
  onSet: (change: Partial<AsoSettings>) => void,
): TemplateResult {
  const { settings } = problem;
  return html`
    <section class="panel explorer-controls" aria-label="Scale, reward and reference">
      ${scaleControls(settings, onSet)}
      <div class="control-group">
        <h3>Reward</h3>
        <label class="field">
          <span class="field-label">Reward of a level</span>
          <select
            @change=${(event: Event) => onSet(chooseReward((event.currentTarget as HTMLSelectElement).value, problem))}
          >
            ${(Object.keys(REWARD_NAMES) as RewardKind[]).map(
              (kind) =>
                html`<option value=${kind} .selected=${kind === settings.reward}>${REWARD_NAMES[kind]}</option>`,
            )}
          </select>
        </label>
        ${rewardParameters(problem, onSet)}
      </div>
      ${referenceControls(problem, scored, onSet)}
      <button type="button" class="button small" @click=${() => onSet(DEFAULT_SETTINGS)}>Reset all settings</button>
    </section>
  `;
}

function scaleControls(settings: AsoSettings, onSet: (change: Partial<AsoSettings>) => void): TemplateResult {
  const custom = settings.levels !== 9 && settings.levels !== 5;
  return html`
    <div class="control-group">
      <h3>Scale</h3>
      ${field(
        'Levels from 1 to 5',
        segmented({
          name: 'aso-levels',
          legend: 'Levels from 1 to 5',
          chosen: custom ? 'custom' : settings.levels === 9 ? 'nine' : 'five',
          onChoose: (value) => onSet({ levels: value === 'nine' ? 9 : value === 'five' ? 5 : 13 }),
          segments: [
            { value: 'five', label: 'Five', hint: "Q-Save's ratings, Bad to Excellent" },
            { value: 'nine', label: 'Nine', hint: "UltraVQA's half steps, Abysmal to Perfect" },
            { value: 'custom', label: 'Custom', hint: 'Any number of equal steps' },
          ],
        }),
      )}
      ${
        // A box, not a slider: nine and five select a named scale, which would remove the slider during a drag.
        custom
          ? numberField('How many levels', settings.levels, { min: 2, max: 21, step: 1 }, (levels) =>
              onSet({ levels: withinLimits('levels', levels) ?? settings.levels }),
            )
          : nothing
      }
    </div>
  `;
}

function rewardParameters(
  problem: Problem,
  onSet: (change: Partial<AsoSettings>) => void,
): TemplateResult | typeof nothing {
  const { settings, levels } = problem;
  const step = { min: 0, max: 100, step: 0.1 } as const;
  switch (settings.reward) {
    case 'absolute':
    case 'squared':
      return slider('β, reward a score point', settings.beta, [0, 10, 0.05], (beta) => onSet({ beta }));
    case 'accuracy':
      return html`
        <div class="number-row">
          ${numberField('Weight of R_acc', settings.accuracyWeight, step, (accuracyWeight) => onSet({ accuracyWeight }))}
          ${numberField('Weight of R_dist', settings.distanceWeight, step, (distanceWeight) =>
            onSet({ distanceWeight }),
          )}
        </div>
        <p class="hint">R_acc is 1 on the level nearest to the target; R_dist is 5 − |s − s*|.</p>
      `;
    case 'rating':
      return html`
        ${numberField('Weight of R_fmt', settings.formatWeight, step, (formatWeight) => onSet({ formatWeight }))}
        <p class="hint">
          R_acc is 1 on the level whose interval holds the target. R_fmt rewards the format of the answer equally at
          every level: it raises the objective and does not change the teacher.
        </p>
      `;
    case 'table':
      return levelInputs({
        legend: 'Reward of each level',
        levels,
        values: [...problem.rewards],
        step: 0.1,
        onChange: (table) => onSet({ table }),
      });
    default:
      return nothing;
  }
}

/** A table begins with the current rewards. */
function chooseReward(value: string, problem: Problem): Partial<AsoSettings> {
  const reward = value as RewardKind;
  if (reward !== 'table') return { reward };
  return { reward, table: Array.from(problem.rewards, (each) => Number(each.toFixed(3))) };
}
