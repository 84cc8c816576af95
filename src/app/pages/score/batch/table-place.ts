import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import type { Runner } from '../runner';
import type { ScoreDispatch, ScoreState } from '../score-state';
import { showsTable } from './tally';

let loading: Promise<unknown> | undefined;

/** The table above the report. Its code is loaded with the first batch, because a single clip does not need it. */
export function batchTable(
  state: ScoreState,
  dispatch: ScoreDispatch,
  runner: Runner,
): TemplateResult | typeof nothing {
  if (!showsTable(state.items, state.batch.asTable)) return nothing;
  loading ??= import('./batch-table').catch(() => {
    loading = undefined;
    dispatch({ kind: 'notice', notice: 'The table could not be loaded. Check the connection and reload the page.' });
  });
  return html`
    <sg-batch-table
      .items=${state.items}
      .profile=${state.profile}
      .selected=${state.selected}
      .dispatch=${dispatch}
      .runner=${runner}
    ></sg-batch-table>
  `;
}
