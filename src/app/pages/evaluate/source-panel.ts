import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import type { ScoreReport } from '../../../scoring';
import { download } from '../../../charts';
import { formatCount } from '../../../base';
import { holdWithin } from '../../shell/address/notation';
import { numberField } from '../../shell/fields';
import { icons } from '../../shell/icons';
import type { EvaluationController } from './controller';
import { rolesPanel } from './roles-panel';
import { scoredCsv, scoredTable } from '../../tables/scored-table';
import type { EvaluationState } from './state';
import { DRAWS } from './state';
import { DROP_HINT } from './copy';

/** The source of the numbers: the drop zone, the open table, and the options for its rows and scales. */
export function sourcePanel(
  state: EvaluationState,
  reports: readonly ScoreReport[],
  controller: EvaluationController,
): TemplateResult {
  const { table, roles, choices } = state;
  return html`
    <section class="intake" aria-label="Table">
      ${dropZone((files) => void controller.open(files))} ${handOver(reports, controller)}
      ${
        table === undefined
          ? nothing
          : html`
              <div class="table-card">
                <p class="table-name">${table.name}</p>
                <p class="hint">
                  ${formatCount(table.rows)} rows, ${table.columns.length}
                  columns${table.joinedBy === undefined ? '' : `, joined by ${table.joinedBy}`}
                </p>
                <button type="button" class="button small" @click=${controller.close}>Close the table</button>
              </div>
              ${
                table.votes !== undefined
                  ? nothing
                  : html`
                      ${rolesPanel(table, roles, state.evaluation?.mapped ?? {}, (next) => void controller.setRoles(next))}
                      <div class="count-options">
                        <label class="check">
                          <input
                            type="checkbox"
                            .checked=${choices.toFive}
                            @change=${(event: Event) =>
                              void controller.choose({ toFive: (event.currentTarget as HTMLInputElement).checked })}
                          />
                          <span>Map every scale to 1..5</span>
                        </label>
                        ${numberField(
                          'Resamples',
                          choices.draws,
                          { min: DRAWS.min, max: DRAWS.max, step: 100 },
                          (draws) => void controller.choose({ draws: holdWithin(DRAWS, draws) ?? choices.draws }),
                        )}
                        ${numberField('Seed', choices.seed, { min: 0, step: 1 }, (seed) => void controller.choose({ seed: Math.round(seed) }))}
                        <button
                          type="button"
                          class="button small"
                          ?disabled=${state.evaluation === undefined || state.busy !== undefined}
                          @click=${() => void controller.intervals()}
                        >
                          ${state.intervals === undefined ? 'Draw intervals' : 'Draw intervals again'}
                        </button>
                      </div>
                    `
              }
            `
      }
    </section>
  `;
}

function dropZone(onFiles: (files: readonly File[]) => void): TemplateResult {
  const pick = (event: Event): void =>
    (event.currentTarget as HTMLElement).parentElement?.querySelector('input')?.click();
  const take = (event: Event): void => {
    const input = event.currentTarget as HTMLInputElement;
    const files = [...(input.files ?? [])];
    // Choosing the same file again must count as a change.
    input.value = '';
    if (files.length > 0) onFiles(files);
  };
  return html`
    <div class="drop-zone">
      <button type="button" class="drop-target" @click=${pick}>
        <span class="drop-icon">${icons.upload}</span>
        <span class="drop-title">Drop a table of scores here</span>
        <span class="drop-hint"> ${DROP_HINT} </span>
      </button>
      <input
        type="file"
        multiple
        hidden
        tabindex="-1"
        accept=".csv,.tsv,.txt,.json,.jsonl,.ndjson,.parquet"
        aria-label="Table files"
        @change=${take}
      />
      <p class="privacy">${icons.lock}<span>Your files stay on this computer.</span></p>
    </div>
  `;
}

function handOver(reports: readonly ScoreReport[], controller: EvaluationController): TemplateResult | typeof nothing {
  if (reports.length === 0) return nothing;
  const save = (): void => download(new File([scoredCsv(reports)], 'slowglass-scores.csv', { type: 'text/csv' }));
  return html`
    <div class="hand-over">
      <button type="button" class="button small" @click=${() => void controller.openTable(scoredTable(reports))}>
        Use the scores of ${reports.length === 1 ? 'the video' : `${reports.length} videos`}
      </button>
      <button type="button" class="button small" @click=${save}>Save these scores as CSV</button>
    </div>
  `;
}
