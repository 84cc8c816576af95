import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { formatCount, formatTimeLeft } from '../../../../base';
import type { Item } from '../queue';
import { isBusy } from '../queue';
import type { Runner } from '../runner';
import { exportAll } from '../report/export-report';
import { icons } from '../../../shell/icons';
import type { ScoreDispatch, ScoreState } from '../score-state';
import { exportBatchCsv } from './export-csv';
import { humanScoresLine } from './human-scores-line';
import { batchItems, offersTable, showsTable, tally } from './tally';

/** Progress of all files, and actions on all of them. Absent for a single file. */
export function batchBar(state: ScoreState, dispatch: ScoreDispatch, runner: Runner): TemplateResult | typeof nothing {
  const { batch } = state;
  const files = batchItems(state.items);
  const scores = humanScoresLine(state, dispatch);
  if (files.length < 2 && !batch.paused) return scores;
  const { total, ended } = tally(state.items);
  return html`
    <section class="batch-bar" aria-label="Batch">
      <p class="batch-facts">${facts(state).join(' · ')}</p>
      <progress max=${total} value=${ended} aria-label="Files done"></progress>
      <div class="batch-actions">
        ${ended < total || batch.paused ? pauseButton(batch.paused, files, runner) : nothing}
        ${retryButton(files, runner)} ${tableSwitch(state, dispatch)}
      </div>
      ${exports(files)}
    </section>
    ${scores}
  `;
}

function facts({ items, batch }: ScoreState): readonly string[] {
  const { total, ended, failed, recalled, secondsLeft } = tally(items);
  const texts = [`${formatCount(ended)} of ${formatCount(total)} files`];
  if (failed > 0) texts.push(`${formatCount(failed)} failed`);
  if (recalled > 0) texts.push(`${formatCount(recalled)} from saved results`);
  if (batch.paused)
    texts.push(items.some(({ phase }) => phase.kind === 'working') ? 'pauses after this file' : 'paused');
  else if (ended < total && secondsLeft !== undefined) texts.push(formatTimeLeft(secondsLeft));
  return texts;
}

function pauseButton(paused: boolean, files: readonly Item[], runner: Runner): TemplateResult {
  return paused
    ? html`<button type="button" class="button small primary" @click=${() => runner.pause(false)}>Resume</button>`
    : html`<button
        type="button"
        class="button small"
        title="The running file is finished first"
        ?disabled=${!files.some(isBusy)}
        @click=${() => runner.pause(true)}
      >
        Pause
      </button>`;
}

function retryButton(files: readonly Item[], runner: Runner): TemplateResult | typeof nothing {
  const failed = files.filter(({ phase }) => phase.kind === 'failed');
  if (failed.length < 2) return nothing;
  return html`<button type="button" class="button small" @click=${() => runner.retry(failed)}>
    ${icons.retry} Retry ${formatCount(failed.length)} failed
  </button>`;
}

function tableSwitch({ items, batch }: ScoreState, dispatch: ScoreDispatch): TemplateResult | typeof nothing {
  if (!offersTable(items)) return nothing;
  const shown = showsTable(items, batch.asTable);
  const turn = (): void => dispatch({ kind: 'batch', batch: { asTable: !shown } });
  return html`<button type="button" class="button small" aria-pressed=${shown} @click=${turn}>Table</button>`;
}

/** One file is saved from its own report. */
function exports(files: readonly Item[]): TemplateResult | typeof nothing {
  const ended = files.filter(({ report, phase }) => report !== undefined || phase.kind === 'failed');
  if (ended.length < 2) return nothing;
  const count = formatCount(ended.length);
  return html`
    <div class="batch-actions">
      <button type="button" class="button small" @click=${() => exportAll(ended)}>
        Save all ${count} reports as JSON
      </button>
      <button
        type="button"
        class="button small"
        aria-label="CSV of all ${count} reports"
        @click=${() => exportBatchCsv(ended)}
      >
        CSV
      </button>
    </div>
  `;
}
