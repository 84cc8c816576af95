import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import type { Choices } from './choices';
import { DEFAULT_CHOICES, isDefault, RATES_PER_SECOND } from './choices';
import { field, slider } from '../../shell/fields';
import { segmented } from '../../shell/segmented';
import type { ScoreDispatch, ScoreState } from './score-state';
import { runtimeSentence } from './report/runtime';
import { OPTIONS_HINT, RATE_HINTS } from './copy';

type SetChoices = (change: Partial<Choices>) => void;

/** Sampling rate, thresholds, measure and provider. They apply to the next run. */
export function optionsPanel(state: ScoreState, dispatch: ScoreDispatch): TemplateResult {
  const { choices } = state;
  const set: SetChoices = (change) => dispatch({ kind: 'choices', choices: change });
  return html`
    <details
      class="options"
      ?open=${state.panels.includes('options')}
      @toggle=${(event: Event) => dispatch({ kind: 'panel', panel: 'options', open: (event.currentTarget as HTMLDetailsElement).open })}
    >
      <summary>
        <span>Options</span><span class="options-state">${isDefault(choices) ? 'defaults' : 'changed'}</span>
      </summary>
      <div class="options-body">
        ${rateField(choices, set)} ${similarityFields(choices, set)} ${providerField(choices, set)}
        <p class="hint">${runtimeSentence(state.capabilities, 'gpu' in navigator)}</p>
        <p class="hint">${OPTIONS_HINT}</p>
        ${
          isDefault(choices)
            ? nothing
            : html`<button type="button" class="button small" @click=${() => set(DEFAULT_CHOICES)}>
                Reset options
              </button>`
        }
      </div>
    </details>
  `;
}

function rateField({ ratePerSecond }: Choices, set: SetChoices): TemplateResult {
  return field(
    'Sampled frames per second',
    segmented({
      name: 'rate',
      legend: 'Sampled frames per second',
      chosen: String(ratePerSecond),
      onChoose: (value) => set({ ratePerSecond: RATES_PER_SECOND.find((rate) => String(rate) === value) ?? 8 }),
      segments: RATES_PER_SECOND.map((rate) => ({ value: String(rate), label: String(rate), hint: RATE_HINTS[rate] })),
    }),
  );
}

function similarityFields(choices: Choices, set: SetChoices): TemplateResult {
  return html`
    ${slider('A frame is fast above this similarity', choices.frameSimilarity, [0, 1, 0.01], (frameSimilarity) =>
      set({ frameSimilarity }),
    )}
    ${field(
      'Similarity of a patch',
      segmented({
        name: 'measure',
        legend: 'Similarity of a patch',
        chosen: choices.measure,
        onChoose: (measure) => set({ measure }),
        segments: [
          { value: 'cosine', label: 'HSV cosine', hint: 'The measure of the paper' },
          { value: 'luma', label: 'Luma', hint: 'Mean absolute luma difference (stricter)' },
        ],
      }),
    )}
    ${
      choices.measure === 'cosine'
        ? slider('A patch is similar above this cosine', choices.patchCosine, [0, 1, 0.01], (patchCosine) =>
            set({ patchCosine }),
          )
        : slider(
            'A patch is similar below this luma difference',
            choices.lumaDifference,
            [1, 32, 1],
            (lumaDifference) => set({ lumaDifference }),
          )
    }
  `;
}

function providerField({ provider }: Choices, set: SetChoices): TemplateResult {
  return field(
    'Model runs on',
    segmented({
      name: 'provider',
      legend: 'Model runs on',
      chosen: provider,
      onChoose: (chosen) => set({ provider: chosen }),
      segments: [
        { value: 'auto', label: 'Auto', hint: 'WebGPU on a graphics card, otherwise the CPU' },
        { value: 'wasm', label: 'CPU', hint: 'WebAssembly' },
        { value: 'webgpu', label: 'WebGPU', hint: 'Also on a software adapter' },
      ],
    }),
  );
}
