import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import type { ScoreReport } from '../../../../scoring';
import { reportSettings } from './report-settings';
import { MODEL_CAVEAT } from '../copy';

/** The foot of the printed page: the settings that reproduce the numbers. */
export function printNote(report: ScoreReport): TemplateResult {
  const settings = Object.entries(reportSettings(report)).map(
    ([name, value]) => `${name.replaceAll('_', ' ')} ${value}`,
  );
  return html`
    <footer class="print-only">
      <p>Slowglass · ${settings.join(' · ')}</p>
      ${report.judge.kind === 'compact' ? html`<p>${MODEL_CAVEAT}</p>` : nothing}
    </footer>
  `;
}
