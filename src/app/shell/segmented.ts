import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';

export interface Segment<T extends string> {
  readonly value: T;
  readonly label: string;
  /** Longer words for the tooltip. */
  readonly hint?: string;
  /** Shown instead of the label, which stays the accessible name. */
  readonly icon?: TemplateResult;
}

/** A choice of a few, side by side: native radio buttons, so arrow keys and screen readers work as everywhere. */
export function segmented<T extends string>(parts: {
  readonly name: string;
  readonly legend: string;
  readonly segments: readonly Segment<T>[];
  readonly chosen: T;
  readonly onChoose: (value: T) => void;
}): TemplateResult {
  const { name, legend, segments, chosen, onChoose } = parts;
  return html`
    <fieldset class="segmented">
      <legend class="visually-hidden">${legend}</legend>
      ${segments.map(
        ({ value, label, hint, icon }) => html`
          <label class="segment" title=${hint ?? nothing}>
            <input
              class="visually-hidden"
              type="radio"
              name=${name}
              .checked=${value === chosen}
              @change=${() => onChoose(value)}
            />
            <span class=${icon === undefined ? '' : 'visually-hidden'}>${label}</span>${icon ?? nothing}
          </label>
        `,
      )}
    </fieldset>
  `;
}
