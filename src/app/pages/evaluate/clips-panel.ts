import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import type { Brush } from '../../../charts';
import { download } from '../../../charts';
import { formatCount } from '../../../base';
import { csvText } from '../../../base';
import { icons } from '../../shell/icons';
import type { ScatterData, ScatterPoint } from './plots-data';
import type { EvaluationState } from './state';

/** Number of rows without a selection: those farthest from the curve. */
const FARTHEST = 8;
/** Largest number of rows of a selection. */
const MOST_SHOWN = 60;

export interface ClipActions {
  readonly point: (row: number | undefined) => void;
  readonly select: (rows: readonly number[], how: Brush['how']) => void;
}

/**
 * A table of the selected clips, or of those farthest from the curve without a selection. Rows and points mark
 * each other.
 */
export function clipsPanel(state: EvaluationState, scatter: ScatterData, actions: ClipActions): TemplateResult {
  const chosen = shownClips(state.selected, scatter);
  const any = state.selected.size > 0;
  const hidden = chosen.length - MOST_SHOWN;
  const grouped = scatter.points.some(({ group }) => group !== '');
  return html`
    <div class="clips">
      <p class="clips-head">
        <b>${any ? choiceWords(state.selected.size) : 'Farthest from the curve'}</b>
        ${
          any
            ? html`
                <button type="button" class="button small" @click=${() => actions.select([], 'replace')}>
                  Choose none
                </button>
                <button type="button" class="button small" @click=${() => save(chosen)}>
                  ${icons.download} Save as CSV
                </button>
              `
            : html`<span class="hint">
                Draw a box over points, press a bar, or tick clips here; Shift adds. Chosen clips are marked everywhere.
              </span>`
        }
      </p>
      <div class="wide-table" tabindex="0" role="region" aria-label="Clips">
        <table class="metrics">
          <thead>
            <tr>
              <th scope="col">clip</th>
              ${grouped ? html`<th scope="col">generator</th>` : nothing}
              <th scope="col">people</th>
              <th scope="col">predicted</th>
              <th scope="col">residual</th>
            </tr>
          </thead>
          <tbody>
            ${chosen.slice(0, MOST_SHOWN).map((point) => clipRow(point, state, grouped, actions))}
          </tbody>
        </table>
      </div>
      ${hidden > 0 ? html`<p class="hint">And ${formatCount(hidden)} more; the CSV holds them.</p>` : nothing}
      ${
        any && chosen.length < state.selected.size
          ? html`<p class="hint">
              ${formatCount(state.selected.size - chosen.length)} of the chosen clips are not drawn as points, so the
              list and its CSV leave them out.
            </p>`
          : nothing
      }
    </div>
  `;
}

function choiceWords(count: number): string {
  return count === 1 ? '1 clip chosen' : `${formatCount(count)} clips chosen`;
}

/** The selected points or those with the largest residuals, largest first. */
export function shownClips(selected: ReadonlySet<number>, { points }: ScatterData): ScatterPoint[] {
  const far = (a: ScatterPoint, b: ScatterPoint): number => Math.abs(b.residual) - Math.abs(a.residual);
  if (selected.size > 0) return points.filter(({ row }) => selected.has(row)).sort(far);
  return [...points].sort(far).slice(0, FARTHEST);
}

function clipRow(point: ScatterPoint, state: EvaluationState, grouped: boolean, actions: ClipActions): TemplateResult {
  const { row } = point;
  return html`
    <tr
      data-row=${row}
      class=${state.row === row ? 'chosen' : ''}
      @pointerenter=${() => actions.point(row)}
      @pointerleave=${() => actions.point(undefined)}
      @focusin=${() => actions.point(row)}
      @focusout=${() => actions.point(undefined)}
    >
      <th scope="row">
        <label class="check">
          <input type="checkbox" .checked=${state.selected.has(row)} @change=${() => actions.select([row], 'toggle')} />
          <span>${point.label}</span>
        </label>
      </th>
      ${grouped ? html`<td>${point.group}</td>` : nothing}
      <td>${point.human.toFixed(2)}</td>
      <td>${Number(point.predicted.toPrecision(4))}</td>
      <td>${point.residual.toFixed(2).replace('-', '−')}</td>
    </tr>
  `;
}

function save(points: readonly ScatterPoint[]): void {
  const rows = points.map(({ row, label, group, human, predicted, residual }) => {
    return [row, label, group, human, predicted, residual];
  });
  const text = csvText([['row', 'clip', 'generator', 'human', 'predicted', 'residual'], ...rows]);
  download(new File([text], 'chosen-clips.csv', { type: 'text/csv' }));
}
