import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { formatBytes, formatCount, formatSignificant, formatTimeLeft } from '../../../base';
import type { Busy } from './state';

const STAGES = { reading: 'Reading the table', metrics: 'Computing metrics', intervals: 'Drawing resamples' } as const;
const UNITS = { metrics: 'methods', intervals: 'resamples' } as const;

/** The worker's current stage, its progress and a Cancel button. */
export function busyPanel(busy: Busy, cancel: () => void): TemplateResult {
  const facts = busyFacts(busy);
  return html`
    <div class="panel progress">
      <p class="progress-stage">${STAGES[busy.stage]}</p>
      <progress
        max="1"
        value=${busy.done > 0 ? busy.done / busy.total : nothing}
        aria-label="Progress of the evaluation"
      ></progress>
      <p class="progress-facts">${facts.length === 0 ? '\u00a0' : facts.join(' · ')}</p>
      <button type="button" class="button small" @click=${cancel}>Cancel</button>
    </div>
  `;
}

/** Count, rate and time left where known. */
export function busyFacts({ stage, done, total, seconds }: Busy): readonly string[] {
  if (done <= 0) return [];
  const amount = (value: number): string => (stage === 'reading' ? formatBytes(Math.round(value)) : formatCount(value));
  const unit = stage === 'reading' ? '' : ` ${UNITS[stage]}`;
  const facts = [`${amount(done)} of ${amount(total)}${unit}`];
  if (seconds <= 0) return facts;
  const rate = done / seconds;
  const shown = stage === 'reading' ? formatBytes(Math.round(rate)) : formatSignificant(rate);
  return [...facts, `${shown} a second`, formatTimeLeft((total - done) / rate)];
}
