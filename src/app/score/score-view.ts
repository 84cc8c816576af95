import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { keptPanel } from '../kept/kept-panel';
import type { Runner } from '../runner';
import type { Action, PageState } from '../state';
import { selectedItem } from '../state';
import { dropZone } from './drop-zone';
import { exportAll } from './export-report';
import { fileList } from './file-list';
import { itemView } from './item-view';
import { optionsPanel } from './options-panel';

/** The bench: files on one side, what was found in the chosen one on the other. */
export function scoreView(state: PageState, dispatch: (action: Action) => void, runner: Runner): TemplateResult {
  const ended = state.items.filter((item) => item.origin === 'file' && (item.report ?? item.phase.kind === 'failed'));
  return html`
    <div class="bench">
      <section class="intake" aria-label="Videos">
        ${dropZone((files) => runner.add(files))} ${fileList(state, dispatch, runner)}
        ${
          ended.length > 1
            ? html`<button type="button" class="button small" @click=${() => exportAll(ended)}>
                Save all ${ended.length} reports as JSON
              </button>`
            : nothing
        }
        ${optionsPanel(state, dispatch)} ${keptPanel(state.kept, () => runner.clearKept())}
      </section>
      <main id="report" tabindex="-1">
        ${state.notice === undefined ? nothing : html`<p class="callout" role="alert">${state.notice}</p>`}
        ${itemView(selectedItem(state), state, dispatch, runner)}
      </main>
    </div>
  `;
}
