import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import type { AgreementId, PanelAgreement } from '../../../statistics';
import { AGREEMENT_IDS, CALM_VARIANCE } from '../../../statistics';
import { formatCount } from '../../../base';
import type { RaterReport } from './rater-report';
import { signed } from './signed';

const NAMES: Readonly<Record<AgreementId, string>> = {
  nominal: 'alpha, nominal',
  ordinal: 'alpha, ordinal',
  interval: 'alpha, interval',
  relaxed: 'relaxed match',
  calm: `clips with variance below ${CALM_VARIANCE}`,
};
const PERCENT: ReadonlySet<AgreementId> = new Set(['relaxed', 'calm']);

/** Agreement of the whole panel and of the panel without the dropped raters, with intervals and their sample sizes. */
export function agreementTable({ all, kept }: RaterReport): TemplateResult {
  const panels = kept === undefined ? [all] : [all, kept];
  return html`
    <div>
      <table class="metrics">
        <caption>
          Agreement
        </caption>
        <thead>
          <tr>
            <th scope="col">metric</th>
            <th scope="col">all ${all.raters}</th>
            ${kept === undefined ? nothing : html`<th scope="col">the remaining ${kept.raters}</th>`}
          </tr>
        </thead>
        <tbody>
          ${AGREEMENT_IDS.map(
            (id) => html`
              <tr>
                <th scope="row">${NAMES[id]}</th>
                ${panels.map((panel) => cell(panel, id))}
              </tr>
            `,
          )}
        </tbody>
      </table>
      <p class="hint">${basis(all)}</p>
    </div>
  `;
}

function cell({ values, intervals }: PanelAgreement, id: AgreementId): TemplateResult {
  const [value, interval, percent] = [values[id], intervals[id], PERCENT.has(id)];
  const range =
    value === undefined || interval === undefined
      ? nothing
      : html`<small>${signed(interval.low, percent)} to ${signed(interval.high, percent)}</small>`;
  return html`<td data-agreement=${NAMES[id]}><span>${signed(value, percent)}</span>${range}</td>`;
}

function basis({ units, ratings, draws, values }: PanelAgreement): string {
  if (units === 0) return 'No clip has two ratings: there is no agreement to measure.';
  const over = `Over ${formatCount(ratings)} ratings of ${formatCount(units)} ${units === 1 ? 'clip' : 'clips'} with two or more.`;
  if (values.nominal === undefined) return `${over} All ratings are the same, so alpha does not exist.`;
  if (draws === 0) return `${over} One clip has no interval.`;
  return `${over} Small print: percentile intervals, 95 %, of ${formatCount(draws)} resamples of clips.`;
}
