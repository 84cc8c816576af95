import type { TemplateResult } from 'lit';
import { html } from 'lit';
import { formatSignificant } from '../../../base';
import type { AsoSettings } from './settings';
import { withinLimits } from './settings';

/** The slider covers powers of ten. The box beside it accepts any lambda, including 0 and infinity. */
const LOWEST = -2;
const HIGHEST = 2;

export function lambdaControl(lambda: number, onSet: (change: Partial<AsoSettings>) => void): TemplateResult {
  const power = Math.min(HIGHEST, Math.max(LOWEST, Math.log10(lambda)));
  const slide = (event: Event): void => {
    const { valueAsNumber } = event.currentTarget as HTMLInputElement;
    onSet({ lambda: Number((10 ** valueAsNumber).toPrecision(3)) });
  };
  const type = (event: Event): void => {
    const box = event.currentTarget as HTMLInputElement;
    const typed = readLambda(box.value);
    if (typed === undefined) box.value = String(lambda);
    else onSet({ lambda: typed });
  };
  return html`
    <div class="field lambda-control">
      <label class="field-label" for="aso-lambda">λ, the weight of the reference</label>
      <span class="slider">
        <input
          id="aso-lambda"
          type="range"
          min=${LOWEST}
          max=${HIGHEST}
          step="0.01"
          .valueAsNumber=${power}
          aria-valuetext=${formatSignificant(lambda)}
          @input=${slide}
        />
        <input
          class="lambda-box"
          type="text"
          inputmode="decimal"
          aria-label="λ as a number; 0 and Infinity are the limits"
          .value=${String(lambda)}
          @change=${type}
        />
      </span>
    </div>
  `;
}

/** Parses a typed lambda: a number from 0, with or without exponent, or the word or sign for infinity. */
export function readLambda(text: string): number | undefined {
  const trimmed = text.trim().toLowerCase();
  if (['∞', 'inf', 'infinity'].includes(trimmed)) return Infinity;
  if (trimmed === '') return undefined;
  const value = Number(trimmed.replace(',', '.'));
  return value < 0 ? undefined : withinLimits('lambda', value);
}
