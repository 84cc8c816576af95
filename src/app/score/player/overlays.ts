import type { TemplateResult } from 'lit';
import { html, nothing, svg } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import type { DimensionId } from '../../../quality/dimensions';
import type { OccludedWindow, OcclusionMap, PatchMap, PatchMaps } from '../../../scoring/inspect/inspection';
import { formatScore } from '../../format';
import type { Spot } from '../spot';
import { regionBox } from '../spot';

/** What lies over the picture: nothing, or the result of an inspection. */
export type Overlay = 'none' | 'patches' | 'occlusion';

/** Changes below this are not written into a region: they would read as if they meant something. */
const WORTH_SAYING = 0.05;

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

/** The patches of one moment: tinted by difference, the ones that count as different outlined as well. */
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

/** The window that holds a moment. */
export function occludedAt({ windows }: OcclusionMap, moment: number): OccludedWindow | undefined {
  return windows.find(({ first, count }) => moment >= first && moment < first + count);
}

/** The largest change of one dimension over the clip, for the tint; not below what is worth saying. */
export function largestChange({ windows }: OcclusionMap, id: DimensionId): number {
  const changes = windows.flatMap(({ regions }) => regions[id] ?? []);
  return changes.reduce((most, change) => Math.max(most, Math.abs(change)), WORTH_SAYING);
}

/** The regions of one window, tinted by how far the score moves without them, and by which way. */
export function attributionOverlay(
  map: OcclusionMap,
  window: OccludedWindow,
  id: DimensionId,
  name: string,
): TemplateResult {
  const most = largestChange(map, id);
  const changes = window.regions[id] ?? [];
  return html`
    <div
      class="overlay attribution"
      style="grid-template: repeat(${map.rows}, 1fr) / repeat(${map.columns}, 1fr)"
      role="img"
      aria-label=${describeRegions(changes, map.columns, name)}
    >
      ${changes.map(
        (change) => html`
          <span
            class=${change > 0 ? 'lowers' : 'raises'}
            style=${styleMap({ '--tint': `${Math.round((75 * Math.abs(change)) / most)}%` })}
            >${Math.abs(change) < WORTH_SAYING ? '' : signed(change)}</span
          >
        `,
      )}
    </div>
  `;
}

/** The region that moves the score most, in words. */
export function describeRegions(changes: readonly number[], columns: number, name: string): string {
  const most = changes.reduce((best, change, i) => (Math.abs(change) > Math.abs(changes[best]!) ? i : best), 0);
  const change = changes[most] ?? 0;
  if (Math.abs(change) < WORTH_SAYING) return `No region moves ${name.toLowerCase()} by ${WORTH_SAYING} or more`;
  const place = `row ${Math.floor(most / columns) + 1}, column ${(most % columns) + 1}`;
  return `${name} moves most, by ${signed(change)}, without the region at ${place}`;
}

/** Where a rationale saw a fault: a side of the picture, for the model names no shapes. */
export function spotOverlay({ region, words }: Spot): TemplateResult {
  const { left, top, width, height } = regionBox(region);
  const box = { left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` };
  return html`<div class="spot" style=${styleMap(box)}><span>${words}</span></div>`;
}

export function signed(change: number): string {
  return `${change < 0 ? '−' : '+'}${formatScore(Math.abs(change))}`;
}
