import '../../styles/evaluate.css';
import '../../styles/evaluate-charts.css';
import '../../shell/address/copy-link';
import { html, LitElement, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { ScoreReport } from '../../../scoring';
import { download } from '../../../charts';
import { formatCount } from '../../../base';
import { icons } from '../../shell/icons';
import { BenchAddress } from './bench-address';
import { benchLink } from './bench-link';
import { busyPanel } from './busy-panel';
import { startEvaluation } from './client';
import { EvaluationController } from './controller';
import { metricsCsv } from './metrics-csv';
import { metricsPanel } from './metrics-panel';
import { pairPanel } from './pair-panel';
import { paperPanel } from './paper-panel';
import { plotsPanel } from './plots-panel';
import { ratersPanel } from './raters-panel';
import { sourcePanel } from './source-panel';
import type { EvaluationState } from './state';
import { problemSentence } from '../../tables';
import { votesPanel } from './votes-panel';
import { INTRODUCTION, OWN_TABLE_CAVEAT } from './copy';

/** Most problems that are listed. */
const SHOWN_PROBLEMS = 6;

/** One controller for the page: a table stays open while other views are shown. */
const controller = new EvaluationController(startEvaluation);

/** The evaluation bench compares predictions with human scores. It renders the controller's state. */
export class EvaluationBench extends LitElement {
  static override properties = { reports: { attribute: false } };
  /** Reports of the scoring bench. */
  declare reports: readonly ScoreReport[];
  readonly #controller = controller;
  readonly #address = new BenchAddress(controller);

  constructor() {
    super();
    this.reports = [];
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#controller.onState = () => {
      this.requestUpdate();
      this.#address.follow();
    };
    this.#address.connect();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#address.disconnect();
  }

  /** Takes files that were dropped anywhere on the page. */
  add(files: readonly File[]): void {
    void this.#controller.open(files);
  }

  protected override render() {
    const { state } = this.#controller;
    return html`
      <div class="bench evaluation">
        ${sourcePanel(state, this.reports, this.#controller)}
        <div class="evaluation-results">
          <header class="evaluation-head">
            <h2>Evaluation bench</h2>
            <p class="quiet">${INTRODUCTION}</p>
            <sg-copy-link
              .link=${() => benchLink(this.#controller.state)}
              .caveat=${state.table === undefined ? '' : OWN_TABLE_CAVEAT}
            ></sg-copy-link>
          </header>
          ${this.#messages(state)}
          ${
            // Progress changes nothing below its bar.
            guard(Object.values({ ...state, busy: undefined }), () => this.#results(state))
          }
          ${state.table === undefined ? paperPanel(state.paper, this.#controller.unfold) : nothing}
        </div>
      </div>
    `;
  }

  #messages(state: EvaluationState) {
    const { problem, busy, notice } = state;
    return html`
      ${notice === undefined ? nothing : html`<p class="callout" role="status">${notice}</p>`}
      ${problem === undefined ? nothing : html`<p class="callout bad" role="alert">${icons.alert}<span>${problem.message}</span></p>`}
      ${this.#problems(state)} ${busy === undefined ? nothing : busyPanel(busy, this.#controller.cancel)}
    `;
  }

  #problems({ table, choices }: EvaluationState) {
    if (table === undefined || table.problems.length === 0) return nothing;
    const hidden = table.problems.length - SHOWN_PROBLEMS;
    return html`
      <div class="callout problems" role="alert">
        ${icons.alert}
        <div>
          <ul>
            ${table.problems.slice(0, SHOWN_PROBLEMS).map((problem) => html`<li>${problemSentence(problem)}.</li>`)}
            ${hidden > 0 ? html`<li>And ${hidden} more problems.</li>` : nothing}
          </ul>
          ${
            table.badRows === 0
              ? nothing
              : choices.keepGood
                ? html`<p>${formatCount(table.badRows)} rows are not used.</p>`
                : html`
                    <button
                      type="button"
                      class="button small"
                      @click=${() => void this.#controller.choose({ keepGood: true })}
                    >
                      Continue with the other ${formatCount(table.rows - table.badRows)} rows
                    </button>
                  `
          }
        </div>
      </div>
    `;
  }

  #results(state: EvaluationState) {
    const { table, evaluation, plots, raters, choices } = state;
    const choose = (change: Partial<typeof choices>): void => void this.#controller.choose(change);
    if (table?.votes !== undefined) return votesPanel(table.votes, choices.ties, (ties) => choose({ ties }));
    if (evaluation === undefined) return nothing;
    const dimension = evaluation.dimensions[choices.dimension];
    const save = (): void =>
      download(new File([metricsCsv(evaluation, state.intervals)], 'metrics.csv', { type: 'text/csv' }));
    return html`
      ${metricsPanel(state, evaluation, choose)}
      <p class="table-actions">
        <button type="button" class="button small" @click=${save}>${icons.download} Save metrics as CSV</button>
      </p>
      ${dimension === undefined ? nothing : pairPanel(state, dimension, choose)}
      ${plots === undefined ? nothing : plotsPanel(state, plots, this.#controller)}
      ${raters === undefined ? nothing : ratersPanel(raters, state, choose, this.#controller)}
    `;
  }
}

customElements.define('sg-evaluation-bench', EvaluationBench);
