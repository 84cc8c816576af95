import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import type { Level } from '../../../quality';

/** One number box per level: the keyboard alternative to drawing with a pointer. */
export function levelInputs(parts: {
  readonly legend: string;
  readonly levels: readonly Level[];
  readonly values: readonly number[];
  readonly step: number;
  readonly min?: number;
  readonly onChange: (values: readonly number[]) => void;
}): TemplateResult {
  const { legend, levels, values, step, min, onChange } = parts;
  const take = (level: number, event: Event): void => {
    const { valueAsNumber } = event.currentTarget as HTMLInputElement;
    if (!Number.isFinite(valueAsNumber)) return;
    const held = Math.max(min ?? -Infinity, valueAsNumber);
    onChange(values.map((value, s) => (s === level ? held : brief(value))));
  };
  return html`
    <fieldset class="level-inputs">
      <legend class="field-label">${legend}</legend>
      ${levels.map(
        (level, s) => html`
          <label title=${level.word}>
            <span>${Number(level.score.toFixed(2))}</span>
            <input
              type="number"
              step=${step}
              min=${min ?? nothing}
              aria-label="${legend}: ${level.word}"
              .value=${String(brief(values[s] ?? 0))}
              @change=${(event: Event) => take(s, event)}
            />
          </label>
        `,
      )}
    </fieldset>
  `;
}

/** Rounds to digits that are enough for typed numbers and hide rounding errors. */
function brief(value: number): number {
  return Number(value.toPrecision(6));
}
