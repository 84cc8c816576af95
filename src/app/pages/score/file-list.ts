import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { styleMap } from 'lit/directives/style-map.js';
import { unreachable } from '../../../base';
import { showComparison } from './compare/show-comparison';
import { formatBytes } from '../../../base';
import { pictureStyle } from './pictures';
import type { Item } from './queue';
import { isBusy } from './queue';
import type { Runner } from './runner';
import { icons } from '../../shell/icons';
import type { ScoreDispatch, ScoreState } from './score-state';
import { progressBar } from './progress-bar';

/** Shown instead of the size for items that are no file. */
const ORIGIN_WORDS: Readonly<Partial<Record<Item['origin'], string>>> = {
  example: 'Example',
  degradedCopy: 'Degraded copy',
  report: 'Report',
};

/** One card a file, in the order they came. */
export function fileList(state: ScoreState, dispatch: ScoreDispatch, runner: Runner): TemplateResult {
  if (state.items.length === 0) {
    return state.awaitingExample
      ? html`<div class="file-card coming" aria-hidden="true"></div>`
      : html`<p class="quiet">No files yet.</p>`;
  }
  return html`
    <ol class="file-list" aria-label="Files">
      ${repeat(
        state.items,
        (item) => item.id,
        (item) => card(item, state, dispatch, runner),
      )}
    </ol>
  `;
}

function card(item: Item, state: ScoreState, dispatch: ScoreDispatch, runner: Runner): TemplateResult {
  const shown = item.id === state.selected;
  const picture = item.pictures.get(0);
  return html`
    <li class="file-card" data-state=${item.phase.kind}>
      <button
        type="button"
        class="file-open"
        aria-current=${shown ? 'true' : nothing}
        @click=${() => dispatch({ kind: 'select', id: item.id })}
      >
        <span class="file-poster" style=${picture === undefined ? nothing : styleMap(pictureStyle(picture))}
          >${picture === undefined ? icons.film : nothing}</span
        >
        <span class="file-words">
          <span class="file-name">${item.name}</span>
          <span class="file-state">${stateLine(item)}</span>
        </span>
      </button>
      <div class="file-actions">${compareAction(item, state, dispatch)} ${fileActions(item, runner)}</div>
      ${item.phase.kind === 'failed' ? html`<p class="file-error">${item.phase.error.message}</p>` : nothing}
      ${progressBar(item)}
    </li>
  `;
}

/** Puts a scored file beside the one on show. */
function compareAction(
  item: Item,
  { items, selected }: ScoreState,
  dispatch: ScoreDispatch,
): TemplateResult | typeof nothing {
  const shown = items.find(({ id }) => id === selected);
  if (shown?.report === undefined || item.report === undefined || shown.id === item.id) return nothing;
  return html`<button
    type="button"
    class="icon-button"
    aria-label="Compare ${item.name} with ${shown.name}"
    title="Compare with the video on show"
    @click=${() => showComparison({ first: shown.id, second: item.id }, dispatch)}
  >
    ${icons.compare}
  </button>`;
}

function stateLine(item: Item): TemplateResult {
  const size = ORIGIN_WORDS[item.origin] ?? formatBytes(item.bytes);
  switch (item.phase.kind) {
    case 'queued':
      return html`${icons.clock} Waiting · ${size}`;
    case 'working':
      return html`<span class="spinner" aria-hidden="true"></span> Working · ${size}`;
    case 'done':
      return html`${icons.check} Scored · ${size}`;
    case 'failed':
      return html`${icons.alert} Failed · ${size}`;
    case 'cancelled':
      return html`${icons.stop} Cancelled · ${size}`;
    default:
      return unreachable(item.phase);
  }
}

/** What can be done with a file in the list: again, cancel, remove. */
export function fileActions(item: Item, runner: Runner, tabindex = 0): TemplateResult {
  const again = item.phase.kind === 'failed' || item.phase.kind === 'cancelled';
  return html`
    ${
      again
        ? html`<button
            type="button"
            class="icon-button"
            tabindex=${tabindex}
            aria-label="Try ${item.name} again"
            title="Try again"
            @click=${() => runner.again(item.id, item.explain)}
          >
            ${icons.retry}
          </button>`
        : nothing
    }
    ${
      isBusy(item)
        ? html`<button
            type="button"
            class="button small"
            tabindex=${tabindex}
            aria-label="Cancel ${item.name}"
            ?disabled=${item.phase.kind === 'working' && item.phase.cancelling}
            @click=${() => runner.cancel(item.id)}
          >
            Cancel
          </button>`
        : html`<button
            type="button"
            class="icon-button"
            tabindex=${tabindex}
            aria-label="Remove ${item.name} from the list"
            title="Remove from the list"
            @click=${() => runner.remove(item.id)}
          >
            ${icons.close}
          </button>`
    }
  `;
}
