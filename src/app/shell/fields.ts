import type { TemplateResult } from 'lit';
import { html } from 'lit';
import { formatScore } from '../../base';

/** A control under its label. The label is hidden from screen readers: the control itself carries its accessible name. */
export function field(label: string, control: TemplateResult): TemplateResult {
  return html`<div class="field"><span class="field-label" aria-hidden="true">${label}</span>${control}</div>`;
}

/** A native range with its value beside it. */
export function slider(
  label: string,
  value: number,
  [min, max, step]: readonly [number, number, number],
  onChange: (value: number) => void,
): TemplateResult {
  const take = (event: Event): void => onChange((event.currentTarget as HTMLInputElement).valueAsNumber);
  return html`
    <label class="field">
      <span class="field-label">${label}</span>
      <span class="slider">
        <input type="range" min=${min} max=${max} step=${step} .valueAsNumber=${value} @input=${take} />
        <output>${step < 1 ? formatScore(value) : value}</output>
      </span>
    </label>
  `;
}

/** A native number box; what cannot be read as a number is not passed on. */
export function numberField(
  label: string,
  value: number,
  { min, max, step }: { readonly min: number; readonly max?: number; readonly step: number | 'any' },
  onChange: (value: number) => void,
): TemplateResult {
  const take = (event: Event): void => {
    const { valueAsNumber } = event.currentTarget as HTMLInputElement;
    if (!Number.isNaN(valueAsNumber)) onChange(valueAsNumber);
  };
  return html`
    <label class="field number-field">
      <span class="field-label">${label}</span>
      <input type="number" min=${min} max=${max ?? ''} step=${step} .value=${String(value)} @change=${take} />
    </label>
  `;
}
