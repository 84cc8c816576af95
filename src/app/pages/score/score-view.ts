import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { batchBar } from './batch/batch-bar';
import { batchTable } from './batch/table-place';
import { takeIn } from './batch/take-in';
import { showsTable } from './batch/tally';
import { unfinishedOffer } from './batch/unfinished-offer';
import { exampleName } from './example';
import { savedPanel } from './saved/saved-panel';
import { linkOf } from './link/score-link';
import { isBrought } from './queue';
import type { Runner } from './runner';
import type { ScoreDispatch, ScoreState } from './score-state';
import { selectedItem } from './clips-slice';
import { dropZone } from './drop-zone';
import { fileList } from './file-list';
import { itemView } from './item-view';
import { optionsPanel } from './options-panel';

/** The score page: files on one side, the report of the chosen file on the other. */
export function scoreView(state: ScoreState, dispatch: ScoreDispatch, runner: Runner): TemplateResult {
  const notice = state.notice === undefined ? nothing : html`<p class="callout" role="alert">${state.notice}</p>`;
  const report = itemView(selectedItem(state), state, dispatch, runner);
  if (state.embedded)
    return html`<div class="bench embedded"><main id="report" tabindex="-1">${notice} ${report}</main></div>`;
  // Own videos come before the samples.
  const own = state.items.some(isBrought);
  return html`
    <div class="bench">
      ${intakeOf(state, dispatch, runner)}
      <main id="report" tabindex="-1">
        ${notice} ${own ? nothing : gallery(state)} ${batchTable(state, dispatch, runner)} ${report}
        ${own ? gallery(state) : nothing}
      </main>
    </div>
  `;
}

/** Links of the samples keep the current options and comparison. */
function gallery(state: ScoreState): TemplateResult {
  const item = selectedItem(state);
  return html`<sg-gallery
    .shown=${item === undefined ? undefined : exampleName(item)}
    .link=${linkOf(state)}
    .comparable=${item?.report !== undefined}
  ></sg-gallery>`;
}

function intakeOf(state: ScoreState, dispatch: ScoreDispatch, runner: Runner): TemplateResult {
  return html`
    <section class="intake" aria-label="Videos">
      ${dropZone((arrival) => takeIn(arrival, dispatch, runner))} ${unfinishedOffer(state, dispatch, runner)}
      ${batchBar(state, dispatch, runner)} ${cards(state, dispatch, runner)} ${optionsPanel(state, dispatch)}
      ${savedPanel(state.saved, () => runner.clearSaved())}
    </section>
  `;
}

/** One card per file. Where the table shows the files, only the chosen file and those outside the table have cards. */
function cards(state: ScoreState, dispatch: ScoreDispatch, runner: Runner): TemplateResult | typeof nothing {
  if (!showsTable(state.items, state.batch.asTable)) return fileList(state, dispatch, runner);
  const items = state.items.filter((item) => !isBrought(item) || item.id === state.selected);
  return items.length === 0 ? nothing : fileList({ ...state, items }, dispatch, runner);
}
