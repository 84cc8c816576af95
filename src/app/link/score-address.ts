import type { Example } from '../example';
import { exampleName } from '../example';
import { FIRST_SAMPLE } from '../gallery/samples';
import type { Item } from '../queue';
import { isBusy } from '../queue';
import { viewOf } from '../route';
import type { PageState, Store } from '../state';
import { selectedItem } from '../state';
import { carriesState } from './link-format';
import type { ScoreLink } from './score-link';
import { DEFAULT_LINK, linkOf, OWN_FILE, readScoreLink, writeScoreLink } from './score-link';

/** The address follows when the page rests this long: browsers refuse more than a few changes a second. */
const REST_MS = 350;

const OWN_FILE_NOTICE =
  'The video of this link was a file on somebody’s own machine. Files never travel in links: drop it here to see it again.';
const NO_SAMPLE_NOTICE = 'The sample could not be fetched. Check the connection and reload the page.';
const NO_MOMENT_NOTICE = 'The moment that this link names does not exist in its clip.';

export interface AddressParts {
  readonly store: Store;
  readonly readHash: () => string;
  readonly replaceHash: (hash: string) => void;
  readonly fetchExample: (name: string) => Promise<Example | undefined>;
  readonly addExample: (example: Example) => void;
  readonly remove: (id: string) => void;
}

/** Keeps the address and the score view alike: an opened link sets the view, and the view then writes the address. */
export class ScoreAddress {
  readonly #parts: AddressParts;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Counts opened links: of two in a row the later one wins, and while one is being opened nothing is written. */
  #opening = 0;
  #opened = 0;

  constructor(parts: AddressParts) {
    this.#parts = parts;
    parts.store.subscribe((state, before) => {
      if (travels(state, before)) this.#schedule();
    });
  }

  /** The first load: whatever the address says, else the first sample. */
  async start(): Promise<void> {
    const hash = this.#parts.readHash();
    const named = viewOf(hash) === 'score' && carriesState(hash);
    const { value, problem } = named ? readScoreLink(hash) : { value: undefined, problem: undefined };
    await this.#open(value ?? DEFAULT_LINK, problem, value !== undefined);
    this.#parts.store.dispatch({ kind: 'example-settled' });
  }

  /** The address changed under an open page: a link within it, the history, a pasted address. */
  async follow(): Promise<void> {
    const hash = this.#parts.readHash();
    this.#parts.store.dispatch({ kind: 'view', view: viewOf(hash) });
    if (viewOf(hash) !== 'score' || !carriesState(hash)) return this.#schedule();
    const { value, problem } = readScoreLink(hash);
    await this.#open(value, problem, true);
  }

  async #open(link: ScoreLink, problem: string | undefined, named: boolean): Promise<void> {
    const turn = ++this.#opening;
    const { store } = this.#parts;
    const { clip, moment, profile, panels, ...measures } = link;
    if (named) {
      store.dispatch({ kind: 'choices', choices: measures });
      store.dispatch({ kind: 'profile', profile });
      store.dispatch({ kind: 'panels', panels });
    }
    const notices = [problem, await this.#show(clip, turn)];
    if (turn !== this.#opening) return;
    this.#opened = turn;
    const shown = selectedItem(store.state);
    const exists = moment === undefined || moment < (shown?.report?.slowfast.frames.length ?? 0);
    // Where the clip itself did not come, its moment is the smaller trouble.
    if (exists) store.dispatch({ kind: 'moment', moment });
    else if (notices[1] === undefined) notices.push(NO_MOMENT_NOTICE);
    if (named) store.dispatch({ kind: 'notice', notice: notices.filter(Boolean).join(' ') || undefined });
    this.#schedule();
  }

  /** Brings the clip on show; a sentence where it cannot. */
  async #show(clip: string, turn: number): Promise<string | undefined> {
    const { store, fetchExample, addExample } = this.#parts;
    const here = store.state.items.find((item) =>
      clip === OWN_FILE ? item.origin !== 'example' : exampleName(item) === clip,
    );
    if (here !== undefined) {
      const shown = selectedItem(store.state);
      if (clip !== OWN_FILE || shown?.origin === 'example') store.dispatch({ kind: 'select', id: here.id });
      return undefined;
    }
    const example = await fetchExample(clip === OWN_FILE ? FIRST_SAMPLE : clip);
    if (turn !== this.#opening) return undefined;
    // At the first load somebody may have dropped a file already: the example must not push it aside.
    const late = store.state.awaitingExample && store.state.items.length > 0;
    if (example !== undefined && !late) {
      addExample(example);
      store.dispatch({ kind: 'select', id: example.item.id });
      this.#clearOthers(example.item);
    }
    if (clip === OWN_FILE) return OWN_FILE_NOTICE;
    return example === undefined ? NO_SAMPLE_NOTICE : undefined;
  }

  /** One sample at a time: the list is for what people bring. */
  #clearOthers(shown: Item): void {
    const { store, remove } = this.#parts;
    for (const item of store.state.items) {
      if (item.origin === 'example' && item.id !== shown.id && !isBusy(item)) remove(item.id);
    }
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#write(), REST_MS);
  }

  #write(): void {
    const { store, readHash, replaceHash } = this.#parts;
    if (store.state.view !== 'score' || this.#opened !== this.#opening) return;
    const wanted = writeScoreLink(linkOf(store.state));
    const usual = wanted === writeScoreLink(DEFAULT_LINK) && !carriesState(readHash());
    if (!usual && wanted !== readHash()) replaceHash(wanted);
  }
}

function travels(state: PageState, before: PageState): boolean {
  return (['view', 'profile', 'choices', 'moment', 'panels', 'selected', 'items'] as const).some(
    (key) => state[key] !== before[key],
  );
}
