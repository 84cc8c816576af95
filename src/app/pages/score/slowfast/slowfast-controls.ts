import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import type { ScoreReport } from '../../../../scoring';
import { strideOf } from '../../../../scoring';
import type { Choices } from '../choices';
import { choicesOf, differsFrom, RATES_PER_SECOND } from '../choices';
import { formatBytes, formatDuration } from '../../../../base';
import { slider } from '../../../shell/fields';
import { icons } from '../../../shell/icons';
import { fractionDone, progressFacts } from '../progress-text';
import type { SlowFastPreview } from './preview';
import { OPTIONS_DIFFER, PREVIEW_NOTE } from '../copy';

export interface ControlsParts {
  readonly report: ScoreReport;
  readonly choices: Choices;
  readonly preview: SlowFastPreview | undefined;
  /** True while the item waits or is being scored. */
  readonly busy: boolean;
  readonly onChange: (change: Partial<Choices>) => void;
  readonly onRescore: () => void;
}

/** Sliders that classify the frames again, notes on the preview, and a button that scores with these thresholds. */
export function slowfastControls(parts: ControlsParts): TemplateResult {
  const { report, choices, busy, onChange, onRescore } = parts;
  const changed = differsFrom(choices, report);
  return html`
    <div class="slowfast-controls" role="group" aria-label="Try other thresholds">
      ${sliders(choices, onChange)}
      <div class="slowfast-actions">
        <button
          type="button"
          class=${changed ? 'button small primary' : 'button small'}
          ?disabled=${busy || !changed}
          @click=${onRescore}
        >
          ${icons.retry} Score again with these
        </button>
        <button type="button" class="button small" ?disabled=${!changed} @click=${() => onChange(choicesOf(report))}>
          Reset to the report
        </button>
      </div>
      <div class="slowfast-notes">${notes(parts, changed)}</div>
    </div>
  `;
}

function sliders(choices: Choices, onChange: ControlsParts['onChange']): TemplateResult {
  return html`
    ${slider('Fast above this similarity', choices.frameSimilarity, [0, 1, 0.01], (frameSimilarity) =>
      onChange({ frameSimilarity }),
    )}
    ${
      choices.measure === 'cosine'
        ? slider('Patch similar above this cosine', choices.patchCosine, [0, 1, 0.01], (patchCosine) =>
            onChange({ patchCosine }),
          )
        : slider('Patch similar below this luma difference', choices.lumaDifference, [1, 32, 1], (lumaDifference) =>
            onChange({ lumaDifference }),
          )
    }
    ${rateSlider(choices.ratePerSecond, (ratePerSecond) => onChange({ ratePerSecond }))}
  `;
}

/** A range over the few rates there are: its steps are places in the list. */
function rateSlider(
  rate: Choices['ratePerSecond'],
  onChange: (rate: Choices['ratePerSecond']) => void,
): TemplateResult {
  const take = (event: Event): void => {
    const chosen = RATES_PER_SECOND[(event.currentTarget as HTMLInputElement).valueAsNumber];
    if (chosen !== undefined) onChange(chosen);
  };
  return html`
    <label class="field">
      <span class="field-label">Frames per second</span>
      <span class="slider">
        <input
          type="range"
          min="0"
          max=${RATES_PER_SECOND.length - 1}
          step="1"
          aria-valuetext="${rate} per second"
          .valueAsNumber=${RATES_PER_SECOND.indexOf(rate)}
          @input=${take}
        />
        <output>${rate}</output>
      </span>
    </label>
  `;
}

function notes(
  { report, choices, preview }: ControlsParts,
  changed: boolean,
): readonly (TemplateResult | typeof nothing)[] {
  const kept = preview?.kept;
  return [
    preview?.gathering === true ? progress(preview) : nothing,
    preview?.problem === undefined
      ? nothing
      : html`<p class="callout bad" role="alert">${icons.alert}<span>${preview.problem}</span></p>`,
    strideOf(report.sampling.ratePerSecond, choices.ratePerSecond) === undefined
      ? html`<p class="callout">
          The report has ${report.sampling.ratePerSecond} sampled frames per second; ${choices.ratePerSecond} need
          frames that were not sampled. Score again to see them. Until then, the rate of the report is shown.
        </p>`
      : nothing,
    kept === undefined || kept.whole
      ? nothing
      : html`<p class="hint">
          The clip is long: only its first ${formatDuration(kept.sampledFrames / kept.ratePerSecond)} are classified
          here (${formatBytes(kept.bytes)} of small frames). Scoring again reads all of it.
        </p>`,
    changed && preview?.shown !== undefined ? html`<p class="hint">${PREVIEW_NOTE}</p>` : nothing,
    changed && preview === undefined ? html`<p class="hint">${OPTIONS_DIFFER}</p>` : nothing,
  ];
}

function progress({ progress: at }: SlowFastPreview): TemplateResult {
  const facts = at === undefined ? [] : progressFacts(at);
  const what = 'Decoding the clip once for the preview';
  return html`
    <div class="progress" role="status">
      <p class="progress-stage">${what}</p>
      <progress max="1" value=${fractionDone(at) ?? nothing} aria-label=${what}></progress>
      <p class="progress-facts">${facts.length === 0 ? '\u00a0' : facts.join(' · ')}</p>
    </div>
  `;
}
