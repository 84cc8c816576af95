import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { slider } from '../../shell/fields';
import { levelInputs } from './level-inputs';
import type { Problem } from './problem';
import { hasMass, resample } from './problem';
import type { ScoredDistribution } from './scored-distributions';
import type { AsoSettings, ReferenceKind } from './settings';
import { shortened } from './shortened';

const REFERENCE_NAMES: Readonly<Record<ReferenceKind, string>> = {
  uniform: 'Uniform',
  gaussian: 'Gaussian',
  sft: 'One-hot SFT with smoothing',
  video: 'A scored video',
  drawn: 'Drawn by hand',
};

/** Controls of the reference policy, which the teacher re-weights. */
export function referenceControls(
  problem: Problem,
  scored: readonly ScoredDistribution[],
  onSet: (change: Partial<AsoSettings>) => void,
): TemplateResult {
  const { settings } = problem;
  const choose = (event: Event): void =>
    onSet(chooseReference((event.currentTarget as HTMLSelectElement).value as ReferenceKind, problem, scored));
  return html`
    <div class="control-group">
      <h3>Reference</h3>
      <label class="field">
        <span class="field-label">Reference distribution</span>
        <select @change=${choose}>
          ${(Object.keys(REFERENCE_NAMES) as ReferenceKind[]).map(
            (kind) =>
              html`<option
                value=${kind}
                .selected=${kind === settings.reference}
                ?disabled=${kind === 'video' && scored.length === 0 && settings.reference !== 'video'}
              >
                ${REFERENCE_NAMES[kind]}
              </option>`,
          )}
        </select>
      </label>
      ${parameters(problem, scored, onSet)}
    </div>
  `;
}

function parameters(
  problem: Problem,
  scored: readonly ScoredDistribution[],
  onSet: (change: Partial<AsoSettings>) => void,
): TemplateResult | typeof nothing {
  const { settings } = problem;
  switch (settings.reference) {
    case 'uniform':
      return nothing;
    case 'gaussian':
      return html`
        ${slider('Mean', settings.mean, [1, 5, 0.05], (mean) => onSet({ mean }))}
        ${slider('Standard deviation', settings.sigma, [0.1, 3, 0.05], (sigma) => onSet({ sigma }))}
      `;
    case 'sft':
      return html`
        ${slider('Level of the label', settings.mean, [1, 5, 0.05], (mean) => onSet({ mean }))}
        ${slider('Smoothing ε', settings.smoothing, [0, 1, 0.01], (smoothing) => onSet({ smoothing }))}
      `;
    case 'video':
      return videoChoice(settings, scored, onSet);
    case 'drawn':
      return drawnWeights(problem, onSet);
    default:
      return nothing;
  }
}

/** The weights without normalisation, so that a box keeps the typed number. */
function drawnWeights(problem: Problem, onSet: (change: Partial<AsoSettings>) => void): TemplateResult {
  const { settings, levels } = problem;
  const weights = hasMass(settings, levels.length) ? resample(settings.drawn, levels.length) : levels.map(() => 0);
  return html`
    ${levelInputs({
      legend: 'Mass of each level, any sum',
      levels,
      values: weights,
      step: 0.01,
      min: 0,
      onChange: (drawn) => onSet({ drawn }),
    })}
    <p class="hint">
      ${
        hasMass(settings, levels.length)
          ? 'Or drag the bars in the chart. A bar at the axis has probability 0.'
          : 'No level has mass. The uniform distribution is used until one has.'
      }
    </p>
  `;
}

function videoChoice(
  settings: AsoSettings,
  scored: readonly ScoredDistribution[],
  onSet: (change: Partial<AsoSettings>) => void,
): TemplateResult {
  const take = (event: Event): void => {
    const chosen = scored[(event.currentTarget as HTMLSelectElement).selectedIndex];
    if (chosen !== undefined) onSet(fromVideo(chosen));
  };
  const known = scored.some(({ name }) => name === settings.video);
  return scored.length === 0
    ? html`<p class="hint">From the link: ${settings.video === '' ? 'a scored video' : settings.video}.</p>`
    : html`
        <label class="field">
          <span class="field-label">Video and dimension</span>
          <select @change=${take}>
            ${scored.map(
              ({ name }, i) => html`<option .selected=${known ? name === settings.video : i === 0}>${name}</option>`,
            )}
          </select>
        </label>
      `;
}

/** A hand-drawn reference starts from the current one. A video sets the number of levels. */
function chooseReference(
  reference: ReferenceKind,
  problem: Problem,
  scored: readonly ScoredDistribution[],
): Partial<AsoSettings> {
  if (reference === 'drawn') {
    return { reference, video: '', drawn: Array.from(problem.reference, shortened) };
  }
  const first = scored[0];
  return reference === 'video' && first !== undefined ? fromVideo(first) : { reference };
}

function fromVideo({ name, probabilities }: ScoredDistribution): Partial<AsoSettings> {
  return { reference: 'video', video: name, drawn: probabilities, levels: probabilities.length };
}
