import { html, LitElement, nothing } from 'lit';
import { asoView } from '../aso/aso-view';
import type { Runner } from '../runner';
import { addressOf } from '../route';
import { scoreView } from '../score/score-view';
import type { PageState, Store } from '../state';
import { announcement } from './announce';
import { listenForFiles } from './intake';
import { masthead } from './masthead';

/** The whole page, drawn from the store. Styles are global, so it renders into the document itself. */
export class App extends LitElement {
  static override properties = {
    hovering: { state: true },
    said: { state: true },
  };
  declare private hovering: boolean;
  declare private said: string;
  readonly #store: Store;
  readonly #runner: Runner;
  #stop: (() => void)[] = [];

  constructor(store: Store, runner: Runner) {
    super();
    this.#store = store;
    this.#runner = runner;
    this.hovering = false;
    this.said = '';
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stop = [
      this.#store.subscribe((state, before) => this.#onState(state, before)),
      listenForFiles(window, {
        onFiles: (files) => this.#add(files),
        onHover: (hovering) => (this.hovering = hovering),
      }),
    ];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.#stop) stop();
  }

  /** Files are scored on the bench, wherever they were dropped. */
  #add(files: readonly File[]): void {
    if (this.#store.state.view !== 'score') location.hash = addressOf('score');
    this.#runner.add(files);
  }

  /** Not by its address: the part behind # names the view. */
  readonly #skip = (event: Event): void => {
    event.preventDefault();
    this.querySelector('main')?.focus();
  };

  #onState(state: PageState, before: PageState): void {
    this.said = announcement(before, state) ?? this.said;
    this.requestUpdate();
  }

  protected override render() {
    const { state, dispatch } = this.#store;
    return html`
      <a class="skip-link" href="#report" @click=${this.#skip}
        >${state.view === 'score' ? 'Skip to the scores' : 'Skip to the explorer'}</a
      >
      ${masthead(state, dispatch)}
      ${state.view === 'aso' ? asoView(state, dispatch) : scoreView(state, dispatch, this.#runner)}
      <footer class="colophon">
        <p>
          Slowglass decodes, packs and judges in this tab, after
          <cite>Q-Save</cite> and <cite>UltraVQA</cite>. The model learned from simulated ratings: read its scores as
          comparisons, not as verdicts.
        </p>
        <p><a href="schema/score-report.v1.json">JSON Schema of the reports</a></p>
      </footer>
      <p class="visually-hidden" role="status">${this.said}</p>
      ${this.hovering ? html`<div class="drop-veil" aria-hidden="true"><p>Drop to score</p></div>` : nothing}
    `;
  }
}

customElements.define('sg-app', App);
