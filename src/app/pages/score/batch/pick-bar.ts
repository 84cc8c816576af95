import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import type { Item } from '../queue';
import { icons } from '../../../shell/icons';

/** Number of files that can be compared. */
const MOST = 2;

/** The picked rows after a press on a row. A third one replaces the one picked first. */
export function picksAfter(picked: readonly string[], pressed: string): readonly string[] {
  return picked.includes(pressed) ? picked.filter((id) => id !== pressed) : [...picked, pressed].slice(-MOST);
}

/** A button that picks a scored row for comparison. Nothing for a row without scores. */
export function pickButton(item: Item, picked: boolean, tabindex: number, onPick: () => void) {
  if (item.report === undefined) return nothing;
  return html`<button
    type="button"
    class="icon-button"
    tabindex=${tabindex}
    aria-pressed=${picked}
    aria-label="Pick ${item.name} to compare"
    title="Pick to compare"
    @click=${onPick}
  >
    ${icons.compare}
  </button>`;
}

/** The picked rows with actions. It is always drawn, so that the layout does not change when a row is picked. */
export function pickBar(
  picked: readonly Item[],
  onCompare: (first: Item, second: Item) => void,
  onClear: () => void,
): TemplateResult {
  const [first, second] = picked;
  return html`
    <div class="pick-bar">
      <p class="hint" role="status">${wordsOf(first, second)}</p>
      ${
        first === undefined || second === undefined
          ? nothing
          : html`<button type="button" class="button small primary" @click=${() => onCompare(first, second)}>
              ${icons.compare} Compare
            </button>`
      }
      ${first === undefined ? nothing : html`<button type="button" class="button small" @click=${onClear}>Clear</button>`}
    </div>
  `;
}

function wordsOf(first: Item | undefined, second: Item | undefined) {
  if (first === undefined) return html`Pick two scored rows to compare them.`;
  if (second === undefined) return html`<bdi>${first.name}</bdi> is picked. Pick another to compare it with.`;
  return html`<bdi>${first.name}</bdi> and <bdi>${second.name}</bdi> are picked.`;
}
