import type { TemplateResult } from 'lit';
import { html, LitElement, nothing } from 'lit';
import type { Result } from '../../../../base';
import { formatBytes } from '../../../../base';
import type { JudgeChoice } from '../../../../scoring';
import { icons } from '../../../shell';
import { COMPACT_JUDGE, GENERATED_VIDEO, VLM_JUDGE, VLM_PRIVACY } from '../copy';
import agreement from './agreement.json';
import type { InspectedModel } from './inspect-model';
import type { ShownJudge } from './judge-slice';
import { modelPlace } from './model-place';

/** Which judge scores: a modal dialog that says of each what it is good for before it is used. */
export class JudgeSheet extends LitElement {
  static override properties = {
    judge: { attribute: false },
    onChoose: { attribute: false },
    inspected: { state: true },
    reading: { state: true },
  };
  declare judge: ShownJudge;
  declare onChoose: (shown: ShownJudge, choice: JudgeChoice) => void;
  declare private inspected: Result<InspectedModel> | undefined;
  declare private reading: boolean;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  show(): void {
    const dialog = this.querySelector('dialog');
    if (dialog?.open === false) dialog.showModal();
  }

  readonly #close = (): void => this.querySelector('dialog')?.close();

  readonly #onClick = (event: MouseEvent): void => {
    if (event.target === event.currentTarget) this.#close();
  };

  readonly #onFolder = async (event: Event): Promise<void> => {
    const files = [...((event.currentTarget as HTMLInputElement).files ?? [])];
    if (files.length === 0) return;
    this.inspected = undefined;
    this.reading = true;
    // Tokenizer and chat template are only needed by those who bring a model.
    const { inspectModel } = await import('./inspect-model');
    this.inspected = await inspectModel(files, await modelPlace());
    this.reading = false;
  };

  readonly #useCompact = (): void => {
    this.onChoose({ kind: 'compact' }, { kind: 'compact' });
    this.#close();
  };

  #useModel({ name, bytes, choice }: InspectedModel): void {
    this.onChoose({ kind: 'vlm', name, bytes }, choice);
    this.#close();
  }

  #found(): TemplateResult | typeof nothing {
    if (this.reading) return html`<p role="status">Reading the model's description…</p>`;
    if (this.inspected === undefined) return nothing;
    if (!this.inspected.ok) return html`<p class="problem" role="alert">${this.inspected.error.message}</p>`;
    const model = this.inspected.value;
    return html`
      <p role="status">
        <strong>${model.name}</strong>: ${model.architecture}, ${model.stored}. ${formatBytes(model.bytes)} will be
        loaded when the first clip is scored.
      </p>
      <button type="button" class="button" @click=${() => this.#useModel(model)}>Use ${model.name}</button>
    `;
  }

  protected override render() {
    const { kind } = this.judge;
    return html`
      <dialog class="sheet judge-sheet" aria-labelledby="judge-title" @click=${this.#onClick}>
        <div class="sheet-body">
          <header class="sheet-head">
            <h2 id="judge-title">Judge</h2>
            <button type="button" class="icon-button" aria-label="Close" @click=${this.#close}>${icons.close}</button>
          </header>
          <p>${GENERATED_VIDEO}</p>
          <section aria-labelledby="judge-compact">
            <h3 id="judge-compact">Compact${kind === 'compact' ? ' (in use)' : ''}</h3>
            <p>${COMPACT_JUDGE}</p>
            ${agreementTable}
            ${
              kind === 'compact'
                ? nothing
                : html`<button type="button" class="button" @click=${this.#useCompact}>Use the compact judge</button>`
            }
          </section>
          <section aria-labelledby="judge-vlm">
            <h3 id="judge-vlm">
              Vision-language model${this.judge.kind === 'vlm' ? ` (${this.judge.name}, in use)` : ''}
            </h3>
            <p>${VLM_JUDGE}</p>
            <p class="quiet">${VLM_PRIVACY}</p>
            <label class="judge-folder">
              <span>Folder of the model</span>
              <input type="file" webkitdirectory @change=${this.#onFolder} />
            </label>
            ${this.#found()}
          </section>
        </div>
      </dialog>
    `;
  }
}

const agreementTable = html`
  <table class="judge-agreement">
    <caption>
      Agreement with people, measured
    </caption>
    <thead>
      <tr>
        <th scope="col">Clips</th>
        <th scope="col">n</th>
        <th scope="col">Dimension</th>
        <th scope="col">Agreement</th>
      </tr>
    </thead>
    <tbody>
      ${agreement.map(
        ({ clips, n, dimension, metric, value }) => html`
          <tr>
            <td>${clips}</td>
            <td>${n}</td>
            <td>${dimension}</td>
            <td>${metric} ${value.toFixed(2)}</td>
          </tr>
        `,
      )}
    </tbody>
  </table>
`;

customElements.define('sg-judge-sheet', JudgeSheet);

declare global {
  interface HTMLElementTagNameMap {
    'sg-judge-sheet': JudgeSheet;
  }
}
