import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { PROFILES } from '../../quality';
import type { View } from './address/route';
import { addressOf, VIEWS } from './address/route';
import type { Action, PageState } from '../state';
import { brandMark, icons } from './icons';
import { segmented } from './segmented';

const VIEW_NAMES: Readonly<Record<View, string>> = { score: 'Score', aso: 'ASO explorer', evaluate: 'Evaluation' };

/** Name, what it is, the views, and the choices that hold for the whole page. */
export function masthead(state: PageState, dispatch: (action: Action) => void, showSheet: () => void): TemplateResult {
  return html`
    <header class="masthead">
      <div class="brand">
        ${brandMark}
        <div>
          <h1>Slowglass</h1>
          <p class="tagline">How good a video is, and why</p>
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
        ${state.view === 'score' ? profileChoice(state, dispatch) : nothing}
        ${segmented({
          name: 'theme',
          legend: 'Theme',
          chosen: state.theme,
          onChoose: (theme) => dispatch({ kind: 'theme', theme }),
          segments: [
            { value: 'light', label: 'Light', hint: 'Light theme', icon: icons.sun },
            { value: 'system', label: 'As the system', hint: "The system's theme", icon: icons.system },
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

function profileChoice(state: PageState, dispatch: (action: Action) => void): TemplateResult {
  return segmented({
    name: 'profile',
    legend: 'Profile: whose questions are answered',
    chosen: state.profile,
    onChoose: (profile) => dispatch({ kind: 'profile', profile }),
    segments: [
      { value: 'ultravqa', label: PROFILES.ultravqa.name, hint: `UltraVQA judges ${PROFILES.ultravqa.judges}` },
      { value: 'q-save', label: PROFILES['q-save'].name, hint: `Q-Save judges ${PROFILES['q-save'].judges}` },
      { value: 'both', label: 'Both', hint: 'Both profiles, one below the other' },
    ],
  });
}
