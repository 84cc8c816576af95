import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import { formatInstant } from '../../../../base';
import { pictureStyle } from '../pictures';
import type { Picture } from '../queue';
import { segmented } from '../../../shell/segmented';
import type { CompareLayout } from './layout-slice';

export interface StageSide {
  readonly name: string;
  readonly picture: Picture | undefined;
  /** Width over height. */
  readonly aspect: number;
}

export interface StageParts {
  readonly first: StageSide;
  readonly second: StageSide;
  readonly layout: CompareLayout;
  /** Instants of the longer clip, seconds, and the place of the one on show. */
  readonly instants: readonly number[];
  readonly place: number;
  readonly onLayout: (layout: Partial<CompareLayout>) => void;
  readonly onPlace: (place: number) => void;
}

/** Both clips at the same instant: side by side, or one over the other with an edge to move. */
export function compareStage(parts: StageParts): TemplateResult {
  const { first, second, layout, instants, place, onLayout, onPlace } = parts;
  const wipes = first.picture !== undefined && second.picture !== undefined;
  const mode = wipes ? layout.mode : 'side';
  return html`
    <div class="compare-stage" data-mode=${mode}>
      ${mode === 'wipe' ? wipe(parts) : [figure(first, 'first'), figure(second, 'second')]}
    </div>
    <div class="compare-bar">
      ${segmented({
        name: 'compare-mode',
        legend: 'Layout of the pictures',
        chosen: mode,
        onChoose: (chosen) => onLayout({ mode: chosen }),
        segments: [
          { value: 'side', label: 'Side by side' },
          { value: 'wipe', label: 'Wipe', hint: 'One over the other, with an edge to move' },
        ],
      })}
      ${range('Time', place, Math.max(0, instants.length - 1), formatInstant(instants[place] ?? 0), onPlace)}
      ${mode === 'wipe' ? range('Edge', layout.edge, 100, `${layout.edge} %`, (edge) => onLayout({ edge })) : nothing}
    </div>
  `;
}

function figure({ name, picture, aspect }: StageSide, side: 'first' | 'second'): TemplateResult {
  return html`
    <figure class="compare-side ${side}">
      ${image(picture, aspect)}
      <figcaption><bdi>${name}</bdi></figcaption>
    </figure>
  `;
}

function wipe({ first, second, layout }: StageParts): TemplateResult {
  return html`
    <figure class="compare-side">
      <div class="compare-wipe" style="--edge: ${layout.edge}%">
        ${image(first.picture, first.aspect)}
        <div class="compare-over">${image(second.picture, first.aspect)}</div>
      </div>
      <figcaption class="compare-captions"><bdi>${first.name}</bdi> <bdi>${second.name}</bdi></figcaption>
    </figure>
  `;
}

function image(picture: Picture | undefined, aspect: number): TemplateResult {
  const style = { ...(picture === undefined ? {} : pictureStyle(picture)), 'aspect-ratio': String(aspect) };
  return html`<span class="picture" style=${styleMap(style)}></span>`;
}

function range(
  label: string,
  value: number,
  max: number,
  text: string,
  onChange: (value: number) => void,
): TemplateResult {
  const take = (event: Event): void => onChange((event.currentTarget as HTMLInputElement).valueAsNumber);
  return html`
    <label class="compare-range">
      <span class="field-label">${label}</span>
      <input type="range" min="0" max=${max} step="1" aria-valuetext=${text} .valueAsNumber=${value} @input=${take} />
      <output>${text}</output>
    </label>
  `;
}
