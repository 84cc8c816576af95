import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { scoreHistogramChart } from '../charts/score-histogram';
import { plot } from './plots-panel';
import type { PanelAgreement, RaterReport } from './rater-report';
import type { EvaluationChoices } from './state';

const VARIANCE_BINS = 20;

/** What the raters agree on, who stands out, and what changes without the worst. */
export function ratersPanel(
  report: RaterReport,
  choices: EvaluationChoices,
  choose: (change: Partial<EvaluationChoices>) => void,
): TemplateResult {
  const most = Math.max(0, report.rows.length - 2);
  const take = (event: Event): void => choose({ drop: (event.currentTarget as HTMLInputElement).valueAsNumber });
  return html`
    <section class="panel" aria-labelledby="raters-title">
      <header class="panel-head">
        <h3 id="raters-title">Raters of ${report.dimension}</h3>
        ${
          most === 0
            ? nothing
            : html`
                <label class="slider drop-raters">
                  <span>drop the worst</span>
                  <input type="range" min="0" max=${most} step="1" .valueAsNumber=${choices.drop} @change=${take} />
                  <output>${choices.drop}</output>
                </label>
              `
        }
      </header>
      <div class="raters">
        <div>${agreementTable(report)} ${raterTable(report)} ${methodTable(report)}</div>
        ${report.variances.length === 0 ? nothing : varianceHistogram(report)}
      </div>
    </section>
  `;
}

function agreementTable({ all, kept }: RaterReport): TemplateResult {
  const row = (
    label: string,
    pick: (panel: PanelAgreement) => number | undefined,
    percent = false,
  ): TemplateResult => html`
    <tr>
      <th scope="row">${label}</th>
      <td data-agreement=${label}>${shown(pick(all), percent)}</td>
      ${kept === undefined ? nothing : html`<td>${shown(pick(kept), percent)}</td>`}
    </tr>
  `;
  return html`
    <table class="figures">
      <caption>
        Agreement
      </caption>
      <thead>
        <tr>
          <th scope="col"></th>
          <th scope="col">all ${all.raters}</th>
          ${kept === undefined ? nothing : html`<th scope="col">the ${kept.raters} left</th>`}
        </tr>
      </thead>
      <tbody>
        ${row('alpha, nominal', (panel) => panel.nominal)} ${row('alpha, ordinal', (panel) => panel.ordinal)}
        ${row('alpha, interval', (panel) => panel.interval)} ${row('relaxed match', (panel) => panel.relaxed, true)}
        ${row('clips with variance below 0.3', (panel) => panel.calm, true)}
      </tbody>
    </table>
  `;
}

function raterTable({ rows, unbiasedBy }: RaterReport): TemplateResult {
  return html`
    <div class="wide-table" tabindex="0" role="region" aria-label="Raters">
      <table class="figures">
        <caption>
          Each rater against the mean of the others
        </caption>
        <thead>
          <tr>
            <th scope="col">rater</th>
            <th scope="col">clips</th>
            <th scope="col" title="Mean of rating less the others' mean">bias</th>
            <th scope="col" title="Mean absolute distance">error</th>
            <th scope="col">SRCC</th>
            <th scope="col" title="Scatter that quality and bias leave: ${unbiasedBy}">scatter</th>
            <th scope="col"></th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (rater) => html`
              <tr class=${rater.dropped ? 'dropped' : ''}>
                <th scope="row">${rater.name}</th>
                <td>${rater.n}</td>
                <td>${shown(rater.bias)}</td>
                <td>${shown(rater.error)}</td>
                <td>${shown(rater.srcc)}</td>
                <td>${shown(rater.inconsistency)}</td>
                <td>
                  ${[rater.dropped ? 'dropped' : '', rater.screened ? 'screened out by BT.500' : ''].filter(Boolean).join(', ')}
                </td>
              </tr>
            `,
          )}
        </tbody>
      </table>
    </div>
  `;
}

function methodTable({ methods, kept, unbiasedBy }: RaterReport): TemplateResult | typeof nothing {
  if (methods.length === 0) return nothing;
  return html`
    <table class="figures">
      <caption>
        SRCC of each method with
      </caption>
      <thead>
        <tr>
          <th scope="col"></th>
          <th scope="col">the plain mean</th>
          ${kept === undefined ? nothing : html`<th scope="col">the raters left</th>`}
          <th scope="col" title=${unbiasedBy}>scores free of bias</th>
        </tr>
      </thead>
      <tbody>
        ${methods.map(
          (method) => html`
            <tr>
              <th scope="row">${method.name}</th>
              <td>${shown(method.plain)}</td>
              ${kept === undefined ? nothing : html`<td>${shown(method.kept)}</td>`}
              <td>${shown(method.unbiased)}</td>
            </tr>
          `,
        )}
      </tbody>
    </table>
  `;
}

function varianceHistogram(report: RaterReport): TemplateResult {
  const { variances, dimension } = report;
  return plot('Variance of each clip’s ratings', [report], () => {
    const top = Math.max(...variances.slice(0, 100_000), 0.1);
    const width = top / VARIANCE_BINS;
    const counts = new Uint32Array(VARIANCE_BINS);
    for (const value of variances) counts[Math.min(VARIANCE_BINS - 1, Math.floor(value / width))]!++;
    return scoreHistogramChart({
      title: `${dimension}: variance of the ratings of a clip`,
      unit: 'variance',
      n: variances.length,
      mean: variances.reduce((a, b) => a + b, 0) / variances.length,
      bins: Array.from(counts, (count, i) => ({ from: i * width, to: (i + 1) * width, count })),
      curve: [],
    });
  });
}

function shown(value: number | undefined, percent = false): string {
  if (value === undefined) return '–';
  return (percent ? `${(100 * value).toFixed(1)}\u00a0%` : value.toFixed(3)).replace('-', '−');
}
