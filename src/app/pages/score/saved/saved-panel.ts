import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { formatCount } from '../../../../charts';
import { icons } from '../../../shell/icons';
import type { SavedState } from './saved-slice';

/** How many results this browser keeps, and the way to be rid of them. */
export function savedPanel({ count, problem }: SavedState, onClear: () => void): TemplateResult {
  const some = count !== undefined && count > 0;
  return html`
    <details class="saved">
      <summary>
        <span>Kept results</span>
        <span class="saved-state">${count === undefined || count === 0 ? 'none' : formatCount(count)}</span>
      </summary>
      <div class="saved-body">
        <p class="hint">
          Finished results stay in this browser, on this machine, so that the same file with the same model and options
          is not scored twice. The videos themselves are not kept.
        </p>
        <button type="button" class="button small" ?disabled=${!some} @click=${onClear}>Clear kept results</button>
      </div>
    </details>
    ${problem === undefined ? nothing : html`<p class="callout" role="status">${icons.alert}<span>${problem}</span></p>`}
  `;
}
