import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import type { ScoreDispatch, ScoreState } from '../score-state';
import { batchItems } from './tally';

/** The table of human scores that was added with the videos, and a button that compares both on the evaluation page. */
export function humanScoresLine(state: ScoreState, dispatch: ScoreDispatch): TemplateResult | typeof nothing {
  const { humanScores } = state.batch;
  if (humanScores.length === 0) return nothing;
  const scored = batchItems(state.items).filter(({ report }) => report !== undefined).length;
  return html`
    <section class="human-scores" aria-label="Human scores">
      <p>
        Human scores: <strong>${humanScores.map(({ name }) => name).join(', ')}</strong>.
        ${scored === 0 ? 'They can be compared once videos are scored.' : nothing}
      </p>
      <div class="batch-actions">
        <button
          type="button"
          class="button small"
          ?disabled=${scored === 0}
          @click=${() => void evaluate(state, dispatch)}
        >
          Compare with human scores
        </button>
        <button
          type="button"
          class="button small"
          @click=${() => dispatch({ kind: 'batch', batch: { humanScores: [] } })}
        >
          Remove
        </button>
      </div>
    </section>
  `;
}

/** Joins the tables by file name and opens them on the evaluation page. */
async function evaluate(state: ScoreState, dispatch: ScoreDispatch): Promise<void> {
  const reports = batchItems(state.items).flatMap(({ report }) => (report === undefined ? [] : [report]));
  // The code that reads tables is loaded on demand.
  const { joinedTables } = await import('./human-scores');
  const joined = await joinedTables(reports, state.batch.humanScores);
  if (!joined.ok) {
    dispatch({ kind: 'notice', notice: joined.error.message });
    return;
  }
  dispatch({ kind: 'hand-over', tables: joined.value });
}
