import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { formatCount } from '../format';
import { icons } from '../shell/icons';
import type { KeptState } from './kept-results';

/** How many results this browser keeps, and the way to be rid of them. */
export function keptPanel({ count, problem }: KeptState, onClear: () => void): TemplateResult {
  const some = count !== undefined && count > 0;
  return html`
    <details class="kept">
      <summary>
        <span>Kept results</span>
        <span class="kept-state">${count === undefined || count === 0 ? 'none' : formatCount(count)}</span>
      </summary>
      <div class="kept-body">
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
