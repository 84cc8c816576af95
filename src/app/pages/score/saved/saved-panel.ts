import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { formatCount } from '../../../../base';
import { icons } from '../../../shell/icons';
import type { SavedState } from './saved-slice';
import { SAVED_RESULTS } from '../copy';

/** How many results are saved in this browser, and a button that clears them. */
export function savedPanel({ count, problem }: SavedState, onClear: () => void): TemplateResult {
  const some = count !== undefined && count > 0;
  return html`
    <details class="saved">
      <summary>
        <span>Saved results</span>
        <span class="saved-state">${count === undefined || count === 0 ? 'none' : formatCount(count)}</span>
      </summary>
      <div class="saved-body">
        <p class="hint">${SAVED_RESULTS}</p>
        <button type="button" class="button small" ?disabled=${!some} @click=${onClear}>Clear saved results</button>
      </div>
    </details>
    ${problem === undefined ? nothing : html`<p class="callout" role="status">${icons.alert}<span>${problem}</span></p>`}
  `;
}
