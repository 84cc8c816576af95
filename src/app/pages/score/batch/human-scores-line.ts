import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { addTables } from '../../evaluate/evaluate-view';
import { addressOf } from '../../../shell/address/route';
import type { Action, PageState } from '../../../state';

/** The table of human scores that lies beside the videos, and the way from both to the evaluation bench. */
export function humanScoresLine(state: PageState, dispatch: (action: Action) => void): TemplateResult | typeof nothing {
  const { humanScores } = state.batch;
  if (humanScores.length === 0) return nothing;
  const scored = state.items.filter(({ origin, report }) => origin === 'file' && report !== undefined).length;
  return html`
    <section class="human-scores" aria-label="Human scores">
      <p>
        Human scores: <strong>${humanScores.map(({ name }) => name).join(', ')}</strong>.
        ${scored === 0 ? 'They are compared with the scores of the videos once there are some.' : nothing}
      </p>
      <div class="batch-actions">
        <button
          type="button"
          class="button small"
          ?disabled=${scored === 0}
          @click=${() => void evaluate(state, dispatch)}
        >
          Compare with people
        </button>
        <button
          type="button"
          class="button small"
          @click=${() => dispatch({ kind: 'batch', batch: { humanScores: [] } })}
        >
          Put away
        </button>
      </div>
    </section>
  `;
}

/** Joins by file name and hands the tables to the bench. */
async function evaluate(state: PageState, dispatch: (action: Action) => void): Promise<void> {
  const reports = state.items.flatMap(({ origin, report }) =>
    origin === 'file' && report !== undefined ? [report] : [],
  );
  // Reading tables is the bench's business: its code comes only now.
  const { joinedTables } = await import('./human-scores');
  const joined = await joinedTables(reports, state.batch.humanScores);
  if (!joined.ok) {
    dispatch({ kind: 'notice', notice: joined.error.message });
    return;
  }
  dispatch({ kind: 'view', view: 'evaluate' });
  location.hash = addressOf('evaluate');
  await customElements.whenDefined('sg-evaluation-bench');
  // The bench is drawn in the frame after its code has come.
  await new Promise(requestAnimationFrame);
  addTables(document, joined.value);
}
