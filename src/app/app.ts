import type { TemplateResult } from 'lit';
import { html, LitElement, nothing } from 'lit';
import { unreachable } from '../base';
import { asoView } from './pages/aso/aso-view';
import type { Arrival } from './pages/score/batch/arrival';
import { takeIn } from './pages/score/batch/take-in';
import { addTables, evaluateView } from './pages/evaluate/evaluate-view';
import type { Runner } from './pages/score/runner';
import { addressOf } from './shell/address/route';
import { scoreView } from './pages/score/score-view';
import type { PageState, Store } from './state';
import type { View } from './shell/address/route';
import { announcement } from './shell/announce';
import { listenForFiles } from './shell/intake';
import { listenForKeys } from './shell/key-listener';
import { masthead } from './shell/masthead';
import './shell/shortcut-sheet';
import type { PageHands } from './shell/shortcuts';

const SKIP_TO: Readonly<Record<View, string>> = {
  score: 'Skip to the scores',
  aso: 'Skip to the explorer',
  evaluate: 'Skip to the evaluation',
};

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
      ...(this.#store.state.embedded ? [] : [this.#listenForFiles(), listenForKeys(window, () => this.#hands())]),
    ];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.#stop) stop();
  }

  #listenForFiles(): () => void {
    return listenForFiles(window, {
      onFiles: (arrival) => this.#add(arrival),
      onHover: (hovering) => (this.hovering = hovering),
    });
  }

  /** The evaluation takes tables; elsewhere files are videos, to be scored on the bench. */
  #add(arrival: Arrival): void {
    const { view } = this.#store.state;
    const files = arrival.files.map(({ file }) => file);
    if (view === 'evaluate' && addTables(this, files)) return;
    if (view !== 'score') location.hash = addressOf('score');
    takeIn(arrival, this.#store.dispatch, this.#runner);
  }

  #hands(): PageHands {
    const { state, dispatch } = this.#store;
    return {
      state,
      dispatch,
      open: (view) => (location.hash = addressOf(view)),
      showSheet: this.#showSheet,
      chooseFiles: () => this.querySelector<HTMLButtonElement>('.drop-target')?.click(),
      copyLink: () => this.querySelector<HTMLButtonElement>('[data-copy-link]')?.click(),
    };
  }

  readonly #showSheet = (): void => this.querySelector('sg-shortcut-sheet')?.show();

  /** Not by its address: the part behind # names the view. */
  readonly #skip = (event: Event): void => {
    event.preventDefault();
    this.querySelector('main')?.focus();
  };

  #onState(state: PageState, before: PageState): void {
    this.said = announcement(before, state) ?? this.said;
    this.requestUpdate();
  }

  #view(state: PageState): TemplateResult {
    const { dispatch } = this.#store;
    switch (state.view) {
      case 'score':
        return scoreView(state, dispatch, this.#runner);
      case 'aso':
        return asoView(state, dispatch);
      case 'evaluate':
        return evaluateView(state, dispatch);
      default:
        return unreachable(state.view);
    }
  }

  /** From a frame to the page itself, as it stands. */
  #wayOut(): TemplateResult {
    const leave = (event: Event): void => {
      (event.currentTarget as HTMLAnchorElement).href = location.pathname + location.hash;
    };
    return html`
      <footer class="colophon">
        <p><a href="./" target="_blank" rel="noopener" @click=${leave}>Open in Slowglass</a></p>
      </footer>
    `;
  }

  protected override render() {
    const { state, dispatch } = this.#store;
    if (state.embedded) return html`${this.#view(state)} ${this.#wayOut()}`;
    return html`
      <a class="skip-link" href="#report" @click=${this.#skip}>${SKIP_TO[state.view]}</a>
      ${masthead(state, dispatch, this.#showSheet)} ${this.#view(state)}
      <footer class="colophon">
        <p>
          Slowglass decodes, packs and judges in this tab, after
          <cite>Q-Save</cite> and <cite>UltraVQA</cite>. The model learned from simulated ratings: read its scores as
          comparisons, not as verdicts.
        </p>
        <p><a href="schema/score-report.v2.json">JSON Schema of the reports</a></p>
      </footer>
      <sg-shortcut-sheet .singleKeys=${state.singleKeys} .dispatch=${dispatch}></sg-shortcut-sheet>
      <p class="visually-hidden" role="status">${this.said}</p>
      ${this.hovering ? html`<div class="drop-veil" aria-hidden="true"><p>${state.view === 'evaluate' ? 'Drop to evaluate' : 'Drop to score'}</p></div>` : nothing}
    `;
  }
}

customElements.define('sg-app', App);
