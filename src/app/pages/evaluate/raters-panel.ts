import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { agreementTable } from './agreement-table';
import type { ClipActions } from './clips-panel';
import type { MethodByOpinion, RaterReport } from './rater-report';
import { signed } from './signed';
import type { EvaluationChoices, EvaluationState } from './state';
import { varianceHistogram } from './variance-histogram';

/** The agreement of the raters, the inconsistent ones, and the effect of dropping the worst. */
export function ratersPanel(
  report: RaterReport,
  state: EvaluationState,
  choose: (change: Partial<EvaluationChoices>) => void,
  actions: ClipActions,
): TemplateResult {
  const most = Math.max(0, report.rows.length - 2);
  const { drop } = state.choices;
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
                  <span>leave out the worst</span>
                  <input type="range" min="0" max=${most} step="1" .valueAsNumber=${drop} @change=${take} />
                  <output>${drop}</output>
                </label>
              `
        }
      </header>
      <div class="raters">
        <div>${agreementTable(report)} ${raterTable(report)} ${methodTable(report)}</div>
        ${report.variances.length === 0 ? nothing : varianceHistogram(report, state, actions)}
      </div>
    </section>
  `;
}

function raterTable({ rows, against, unbiasedBy }: RaterReport): TemplateResult {
  const marks = (dropped: boolean, screened: boolean): string =>
    [dropped ? 'left out' : '', screened ? 'screened out by BT.500' : ''].filter(Boolean).join(', ');
  return html`
    <div class="wide-table" tabindex="0" role="region" aria-label="Raters">
      <table class="metrics">
        <caption>
          ${against === 'specialists' ? 'Each rater against the specialists' : 'Each rater against the mean of the others'}
        </caption>
        <thead>
          <tr>
            <th scope="col">rater</th>
            <th scope="col">clips</th>
            <th scope="col" title="Mean of the rating minus the reference: above zero is lenient">bias</th>
            <th scope="col" title="Mean absolute distance">error</th>
            <th scope="col">SRCC</th>
            <th scope="col">PLCC</th>
            <th scope="col" title="Standard deviation left after quality and bias are removed: ${unbiasedBy}">
              scatter
            </th>
            <th scope="col"><span class="visually-hidden">left out</span></th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (rater) => html`
              <tr data-rater=${rater.name} class=${rater.dropped ? 'left out' : ''}>
                <th scope="row">${rater.name}</th>
                <td>${rater.n}</td>
                <td>${signed(rater.bias)}</td>
                <td>${signed(rater.error)}</td>
                <td>${signed(rater.srcc)}</td>
                <td>${signed(rater.plcc)}</td>
                <td>${signed(rater.inconsistency)}</td>
                <td>${marks(rater.dropped, rater.screened)}</td>
              </tr>
            `,
          )}
        </tbody>
      </table>
    </div>
    <p class="hint">
      Scatter is the standard deviation left after quality and the rater’s bias are removed (${unbiasedBy}).
    </p>
  `;
}

const RATINGS = [
  ['plain', 'the plain mean'],
  ['kept', 'the remaining raters'],
  ['screened', 'without those screened out by BT.500'],
  ['unbiased', 'bias removed'],
] as const;

/** SRCC of each method with each kind of MOS. It shows how metrics depend on the raters. */
function methodTable({ methods, unbiasedBy }: RaterReport): TemplateResult | typeof nothing {
  if (methods.length === 0) return nothing;
  const shown = RATINGS.filter(([id]) => methods.some((method: MethodByOpinion) => method[id] !== undefined));
  return html`
    <div class="wide-table" tabindex="0" role="region" aria-label="Methods by kind of MOS">
      <table class="metrics">
        <caption>
          SRCC of each method with
        </caption>
        <thead>
          <tr>
            <th scope="col">method</th>
            ${shown.map(([id, words]) => html`<th scope="col" title=${id === 'unbiased' ? unbiasedBy : nothing}>${words}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${methods.map(
            (method) => html`
              <tr>
                <th scope="row">${method.name}</th>
                ${shown.map(([id]) => html`<td data-reference=${id}>${signed(method[id])}</td>`)}
              </tr>
            `,
          )}
        </tbody>
      </table>
    </div>
  `;
}
