import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import type { View } from './address/route';
import { addressOf, VIEWS } from './address/route';
import type { ShellAction, ShellState } from './shell-state';
import type { Dispatch } from './store';
import { brandMark, icons } from './icons';
import { segmented } from './segmented';

const VIEW_NAMES: Readonly<Record<View, string>> = { score: 'Score', aso: 'ASO explorer', evaluate: 'Evaluation' };

/** Name, views, and the choices for the whole page. `pageChoices` are those of the open page. */
export function masthead(
  state: ShellState,
  dispatch: Dispatch<ShellAction>,
  showSheet: () => void,
  pageChoices: TemplateResult | typeof nothing,
): TemplateResult {
  return html`
    <header class="masthead">
      <div class="brand">
        ${brandMark}
        <div>
          <h1>Slowglass</h1>
          <p class="tagline">Video quality scores with explanations</p>
        </div>
      </div>
      <nav class="views" aria-label="Views">
        ${VIEWS.map(
          (view) => html`
            <a href=${addressOf(view)} aria-current=${view === state.view ? 'page' : nothing}>${VIEW_NAMES[view]}</a>
          `,
        )}
      </nav>
      <div class="masthead-choices">
        ${pageChoices}
        ${segmented({
          name: 'theme',
          legend: 'Theme',
          chosen: state.theme,
          onChoose: (theme) => dispatch({ kind: 'theme', theme }),
          segments: [
            { value: 'light', label: 'Light', hint: 'Light theme', icon: icons.sun },
            { value: 'system', label: 'System', hint: 'Theme of the system', icon: icons.system },
            { value: 'dark', label: 'Dark', hint: 'Dark theme', icon: icons.moon },
          ],
        })}
        <button
          type="button"
          class="icon-button sheet-button"
          aria-label="Keyboard shortcuts"
          aria-keyshortcuts=${state.singleKeys ? '?' : nothing}
          title="Keyboard shortcuts${state.singleKeys ? ' (?)' : ''}"
          @click=${showSheet}
        >
          ${icons.keyboard}
        </button>
      </div>
    </header>
  `;
}
