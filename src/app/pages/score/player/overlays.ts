import type { TemplateResult } from 'lit';
import { html, nothing, svg } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import type { OccludedWindow, OcclusionMap, PatchMap, PatchMaps } from '../../../../scoring';
import type { Spot } from '../report/spot';
import { regionBox } from '../report/spot';
import type { Attributed } from './attributed';
import { formatChange, isBad, largestChange, regionChanges, leastShown } from './attributed';

/** The overlay on the picture: none, or the result of an inspection. */
export type Overlay = 'none' | 'patches' | 'occlusion';

/** How strongly a patch is tinted, 0..1: half at the threshold, full at twice the difference. */
export function patchTint(value: number, measure: PatchMaps['measure'], threshold: number): number {
  if (Number.isNaN(value)) return 0;
  const share = measure === 'cosine' ? (1 - value) / (2 * (1 - threshold)) : value / (2 * threshold);
  return Math.max(0, Math.min(1, share));
}

export function isSimilarPatch(value: number, measure: PatchMaps['measure'], threshold: number): boolean {
  return measure === 'cosine' ? value > threshold : value < threshold;
}

/** How many patches count, and how many of them differ from the slow frame. */
export function patchCounts(
  { values }: PatchMap,
  { measure, threshold }: PatchMaps,
): { counted: number; other: number } {
  const counted = [...values].filter((value) => !Number.isNaN(value));
  return {
    counted: counted.length,
    other: counted.filter((value) => !isSimilarPatch(value, measure, threshold)).length,
  };
}

/** The patches of one sampled frame: tinted by difference, those that count as different also outlined. */
export function patchOverlay(map: PatchMap, maps: PatchMaps): TemplateResult {
  const { columns, rows, values } = map;
  const { counted, other } = patchCounts(map, maps);
  return html`
    <svg
      class="overlay patches"
      viewBox="0 0 ${columns} ${rows}"
      preserveAspectRatio="none"
      role="img"
      aria-label="${other} of ${counted} patches differ from the last slow frame"
    >
      ${Array.from(values, (value, patch) => {
        const tint = patchTint(value, maps.measure, maps.threshold);
        const differs = !Number.isNaN(value) && !isSimilarPatch(value, maps.measure, maps.threshold);
        if (tint < 0.02) return nothing;
        return svg`<rect class=${differs ? 'differs' : ''} x=${patch % columns} y=${Math.floor(patch / columns)}
          width="1" height="1" fill-opacity=${(0.85 * tint).toFixed(2)}></rect>`;
      })}
    </svg>
  `;
}

/** The window that contains a sampled frame. */
export function occludedAt({ windows }: OcclusionMap, sampledFrame: number): OccludedWindow | undefined {
  return windows.find(({ first, count }) => sampledFrame >= first && sampledFrame < first + count);
}

/** The regions of one window, tinted by the size and sign of the change without them. */
export function attributionOverlay(map: OcclusionMap, window: OccludedWindow, what: Attributed): TemplateResult {
  const most = largestChange(map, what);
  const changes = regionChanges(window, what);
  return html`
    <div
      class="overlay attribution"
      style="grid-template: repeat(${map.rows}, 1fr) / repeat(${map.columns}, 1fr)"
      role="img"
      aria-label=${describeRegions(changes, map.columns, what)}
    >
      ${changes.map(
        (change) => html`
          <span
            class=${isBad(change, what) ? 'lowers' : 'raises'}
            style=${styleMap({ '--tint': `${Math.round((75 * Math.abs(change)) / most)}%` })}
            >${Math.abs(change) < leastShown(what) ? '' : formatChange(change, what)}</span
          >
        `,
      )}
    </div>
  `;
}

/** The region with the largest change, in words. */
export function describeRegions(changes: readonly number[], columns: number, what: Attributed): string {
  const { kind, name } = what;
  if (changes.length === 0) return `${capital(name)}: not seen in this second`;
  const most = changes.reduce((best, change, i) => (Math.abs(change) > Math.abs(changes[best]!) ? i : best), 0);
  const change = changes[most] ?? 0;
  const least = formatChange(leastShown(what), what).slice(1);
  if (Math.abs(change) < leastShown(what)) return `No region moves ${name.toLowerCase()} by ${least} or more`;
  const place = `row ${Math.floor(most / columns) + 1}, column ${(most % columns) + 1}`;
  const moves = kind === 'dimension' ? `${name} moves` : `The probability of ${name} moves`;
  return `${moves} most, by ${formatChange(change, what)}, without the region at ${place}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The region of an artifact that a rationale names, such as a side of the picture. Rationales do not name shapes. */
export function spotOverlay({ region, words }: Spot): TemplateResult {
  const { left, top, width, height } = regionBox(region);
  const box = { left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` };
  return html`<div class="spot" style=${styleMap(box)}><span>${words}</span></div>`;
}
