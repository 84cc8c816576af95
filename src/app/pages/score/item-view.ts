import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import type { Failure } from '../../../base';
import { unreachable } from '../../../base';
import { linkOf, writeScoreLink } from './link/score-link';
import { pictureStyle } from './pictures';
import type { Item } from './queue';
import type { Runner } from './runner';
import { icons } from '../../shell/icons';
import type { ScoreDispatch, ScoreState } from './score-state';
import { comparedItems } from './clips-slice';
import { progressBar } from './progress-bar';
import { reportView } from './report/report-view';
import { EMPTY_PAGE, QUEUE_ORDER } from './copy';

/** Pictures of a running file that are shown at once: the latest ones. */
const LATEST = 24;

/** Two files that are compared, or whatever is known of the chosen one: its report, its progress, or why there is none. */
export function itemView(
  item: Item | undefined,
  state: ScoreState,
  dispatch: ScoreDispatch,
  runner: Runner,
): TemplateResult {
  const pair = comparedItems(state);
  if (pair !== undefined) {
    return html`
      <sg-compare
        .first=${pair.first}
        .second=${pair.second}
        .profile=${state.profile}
        .choices=${state.choices}
        .layout=${state.layout}
        .place=${state.sampledFrame ?? 0}
        .link=${() => writeScoreLink(linkOf(state))}
        .runner=${runner}
        .dispatch=${dispatch}
      ></sg-compare>
    `;
  }
  if (item === undefined) return state.awaitingExample ? loadingExample : emptyView();
  if (item.report !== undefined) return reportView(item, item.report, state, dispatch, runner);
  switch (item.phase.kind) {
    case 'queued':
      return notYet(item, 'Waiting for its turn', html`<p>${QUEUE_ORDER}</p>`);
    case 'working':
      return notYet(item, undefined, html`${progressBar(item)} ${arriving(item)}`);
    case 'failed':
      return notYet(item, 'Could not be scored', failure(item, item.phase.error, runner));
    case 'cancelled':
      return notYet(
        item,
        'Cancelled',
        html`<p>No result was saved.</p>
          ${again(item, runner, 'Score it')}`,
      );
    case 'done':
      return notYet(item, 'Nothing to show', again(item, runner, 'Score again'));
    default:
      return unreachable(item.phase);
  }
}

const loadingExample = html` <section class="panel empty" aria-busy="true"><p>Fetching the example…</p></section> `;

function emptyView(): TemplateResult {
  return html`
    <section class="panel empty">
      <h2>No video yet</h2>
      <p>${EMPTY_PAGE}</p>
    </section>
  `;
}

function notYet(item: Item, subtitle: string | undefined, body: TemplateResult): TemplateResult {
  return html`
    <section class="panel pending" aria-labelledby="item-title">
      <h2 id="item-title" class="report-title">${item.name}</h2>
      ${subtitle === undefined ? nothing : html`<p class="pending-state">${subtitle}</p>`} ${body}
    </section>
  `;
}

function failure(item: Item, error: Failure, runner: Runner): TemplateResult {
  return html`
    <p class="callout bad">${icons.alert}<span>${error.message}</span></p>
    ${again(item, runner, 'Try again')}
  `;
}

function again(item: Item, runner: Runner, label: string): TemplateResult {
  return html`<button type="button" class="button" @click=${() => runner.again(item.id, item.explain)}>
    ${label}
  </button>`;
}

function arriving(item: Item): TemplateResult {
  const latest = [...item.pictures.keys()].toSorted((a, b) => a - b).slice(-LATEST);
  return html`
    <div class="arriving" aria-hidden="true">
      ${latest.map((index) => html`<span class="picture" style=${styleMap(pictureStyle(item.pictures.get(index)!))}></span>`)}
    </div>
  `;
}
