import type { TemplateResult } from 'lit';
import { html, LitElement, nothing } from 'lit';
import { unreachable, VERSION } from '../base';
import type { PageAction, PageState } from './page-state';
import { asoView } from './pages/aso';
import { addTables, evaluateView } from './pages/evaluate';
import type { ScorePage, ScoreShortcutContext } from './pages/score';
import {
  announcement,
  judgeButton,
  MODEL_CAVEAT,
  PLAYER_SHORTCUTS,
  profileChoice,
  readTransfer,
  SCORE_SHORTCUTS,
  scoreView,
  takeIn,
} from './pages/score';
import type { PageShortcut, Shortcut, Store, View } from './shell';
import { addressOf, listenForFiles, listenForKeys, masthead, SHELL_SHORTCUTS } from './shell';

const SKIP_TO: Readonly<Record<View, string>> = {
  score: 'Skip to the report',
  aso: 'Skip to the explorer',
  evaluate: 'Skip to the evaluation',
};

/** Every shortcut of the page as a whole, each a single key. */
const PAGE_SHORTCUTS: readonly PageShortcut<ScoreShortcutContext>[] = [...SHELL_SHORTCUTS, ...SCORE_SHORTCUTS];
const ALL_SHORTCUTS: readonly Shortcut[] = [...PAGE_SHORTCUTS, ...PLAYER_SHORTCUTS];

/** The whole page, drawn from the store. Styles are global, so it renders into the document itself. */
export class App extends LitElement {
  static override properties = {
    hovering: { state: true },
    announced: { state: true },
  };
  declare private hovering: boolean;
  /** The last announcement for screen readers. */
  declare private announced: string;
  readonly #store: Store<PageState, PageAction>;
  readonly #runner: ScorePage['runner'];
  #stop: (() => void)[] = [];

  constructor(store: Store<PageState, PageAction>, runner: ScorePage['runner']) {
    super();
    this.#store = store;
    this.#runner = runner;
    this.hovering = false;
    this.announced = '';
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stop = [
      this.#store.subscribe((state, before) => this.#onState(state, before)),
      ...(this.#store.state.embedded
        ? []
        : [this.#listenForFiles(), listenForKeys(window, PAGE_SHORTCUTS, () => this.#shortcutContext())]),
    ];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.#stop) stop();
  }

  #listenForFiles(): () => void {
    return listenForFiles(window, {
      onTransfer: (transfer) => void this.#add(transfer),
      onHover: (hovering) => (this.hovering = hovering),
    });
  }

  /** The evaluation page takes tables. In the other views, files go to the score page. */
  async #add(transfer: DataTransfer): Promise<void> {
    const arrival = await readTransfer(transfer);
    const { view } = this.#store.state;
    const files = arrival.files.map(({ file }) => file);
    if (view === 'evaluate' && addTables(this, files)) return;
    if (view !== 'score') location.hash = addressOf('score');
    takeIn(arrival, this.#store.dispatch, this.#runner);
  }

  /** Brings tables from another page to the evaluation page, once its code is loaded and drawn. */
  async #takeHandedTables(tables: readonly File[]): Promise<void> {
    const { dispatch } = this.#store;
    dispatch({ kind: 'hand-over', tables: [] });
    dispatch({ kind: 'view', view: 'evaluate' });
    location.hash = addressOf('evaluate');
    await customElements.whenDefined('sg-evaluation-bench');
    await new Promise(requestAnimationFrame);
    addTables(this, tables);
  }

  #shortcutContext(): ScoreShortcutContext {
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

  readonly #chooseJudge = (...chosen: Parameters<ScorePage['runner']['chooseJudge']>): void =>
    this.#runner.chooseJudge(...chosen);

  readonly #showJudges = (): void => this.querySelector('sg-judge-sheet')?.show();

  /** Not by its address: the part behind # names the view. */
  readonly #skip = (event: Event): void => {
    event.preventDefault();
    this.querySelector('main')?.focus();
  };

  #onState(state: PageState, before: PageState): void {
    this.announced = announcement(before, state) ?? this.announced;
    if (state.handedTables.length > 0) void this.#takeHandedTables(state.handedTables);
    this.requestUpdate();
  }

  #view(state: PageState): TemplateResult {
    const { dispatch } = this.#store;
    switch (state.view) {
      case 'score':
        return scoreView(state, dispatch, this.#runner);
      case 'aso':
        return asoView(state.items, state, dispatch);
      case 'evaluate':
        return evaluateView(
          state.items.flatMap(({ report }) => (report === undefined ? [] : [report])),
          state,
          dispatch,
        );
      default:
        return unreachable(state.view);
    }
  }

  /** From an embedded view to the whole page in the same state. */
  #linkOutOfFrame(): TemplateResult {
    const leave = (event: Event): void => {
      (event.currentTarget as HTMLAnchorElement).href = location.pathname + location.hash;
    };
    return html`
      <footer class="colophon">
        <p><a href="./" target="_blank" rel="noopener" @click=${leave}>Open in Slowglass</a></p>
      </footer>
    `;
  }

  #masthead(state: PageState): TemplateResult {
    const { dispatch } = this.#store;
    const choices =
      state.view === 'score'
        ? html`${judgeButton(state.judge, this.#showJudges)}
          ${profileChoice(state.profile, (profile) => dispatch({ kind: 'profile', profile }))}`
        : nothing;
    return masthead(state, dispatch, this.#showSheet, choices);
  }

  protected override render() {
    const { state, dispatch } = this.#store;
    if (state.embedded) return html`${this.#view(state)} ${this.#linkOutOfFrame()}`;
    return html`
      <a class="skip-link" href="#report" @click=${this.#skip}>${SKIP_TO[state.view]}</a>
      ${this.#masthead(state)} ${this.#view(state)} ${colophon}
      <sg-shortcut-sheet
        .shortcuts=${ALL_SHORTCUTS}
        .singleKeys=${state.singleKeys}
        .dispatch=${dispatch}
      ></sg-shortcut-sheet>
      <sg-judge-sheet .judge=${state.judge} .onChoose=${this.#chooseJudge}></sg-judge-sheet>
      <p class="visually-hidden" role="status">${this.announced}</p>
      ${
        this.hovering
          ? html`<div class="drop-veil" aria-hidden="true">
              <p>${state.view === 'evaluate' ? 'Drop to evaluate' : 'Drop to score'}</p>
            </div>`
          : nothing
      }
    `;
  }
}

const colophon = html`
  <footer class="colophon">
    <p>
      Slowglass ${VERSION} decodes and scores videos in this tab, after <cite>Q-Save</cite> and <cite>UltraVQA</cite>.
      ${MODEL_CAVEAT}
    </p>
    <p><a href="schema/score-report.v2.json">JSON Schema of the reports</a></p>
  </footer>
`;

customElements.define('sg-app', App);
