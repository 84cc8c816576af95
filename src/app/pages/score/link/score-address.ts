import { viewOf } from '../../../shell/address/route';
import type { ScoreState } from '../score-state';
import { comparedItems, selectedItem } from '../clips-slice';
import type { HashParts } from '../../../shell/address/hash-keeper';
import { HashKeeper } from '../../../shell/address/hash-keeper';
import { carriesState } from '../../../shell/address/link-format';
import type { ClipAccess } from './open-clips';
import { openClips } from './open-clips';
import type { ScoreLink } from './score-link';
import { DEFAULT_LINK, linkOf, readScoreLink, writeScoreLink } from './score-link';
import { NO_SUCH_FRAME } from '../copy';

/** The address is written after this long without a change: browsers refuse more than a few changes a second. */
const REST_MS = 350;

export interface AddressParts extends ClipAccess, HashParts {}

/** Keeps the address and the score view equal: an opened link sets the view, and the view then writes the address. */
export class ScoreAddress {
  readonly #parts: AddressParts;
  readonly #hash: HashKeeper;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Counts opened links. Of two in a row the later one wins. Nothing is written while one is being opened. */
  #opening = 0;
  #opened = 0;

  constructor(parts: AddressParts) {
    this.#parts = parts;
    this.#hash = new HashKeeper(parts);
    parts.store.subscribe((state, before) => {
      if (travels(state, before)) this.#schedule();
    });
  }

  /** The first load: the link in the address, otherwise the first sample. */
  async start(): Promise<void> {
    const hash = this.#hash.read();
    const named = viewOf(hash) === 'score' && carriesState(hash);
    const { value, problem } = named ? readScoreLink(hash) : { value: undefined, problem: undefined };
    await this.#open(value ?? DEFAULT_LINK, problem, value !== undefined);
    this.#parts.store.dispatch({ kind: 'example-settled' });
  }

  /** The address changed while the page is open: a link on the page, the history, a pasted address. */
  async follow(): Promise<void> {
    const hash = this.#hash.read();
    this.#parts.store.dispatch({ kind: 'view', view: viewOf(hash) });
    if (viewOf(hash) !== 'score' || !carriesState(hash)) return this.#schedule();
    const { value, problem } = readScoreLink(hash);
    await this.#open(value, problem, true);
  }

  async #open(link: ScoreLink, problem: string | undefined, named: boolean): Promise<void> {
    const turn = ++this.#opening;
    const { store } = this.#parts;
    const { clip, against, mode, edge, sampledFrame, profile, panels, ...measures } = link;
    if (named) {
      store.dispatch({ kind: 'layout', layout: { mode, edge } });
      store.dispatch({ kind: 'choices', choices: measures });
      store.dispatch({ kind: 'profile', profile });
      store.dispatch({ kind: 'panels', panels });
    }
    const notices = [problem, await openClips({ clip, against }, this.#parts, () => turn === this.#opening)];
    if (turn !== this.#opening) return;
    this.#opened = turn;
    const exists = sampledFrame === undefined || sampledFrame < sampledFramesOf(store.state);
    // Where the clip itself is missing, the missing frame is not mentioned.
    if (exists) store.dispatch({ kind: 'sampledFrame', sampledFrame });
    else if (notices[1] === undefined) notices.push(NO_SUCH_FRAME);
    if (named) store.dispatch({ kind: 'notice', notice: notices.filter(Boolean).join(' ') || undefined });
    this.#schedule();
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#write(), REST_MS);
  }

  #write(): void {
    const { store, readHash } = this.#parts;
    if (store.state.view !== 'score' || this.#opened !== this.#opening) return;
    const wanted = writeScoreLink(linkOf(store.state));
    const usual = wanted === writeScoreLink(DEFAULT_LINK) && !carriesState(readHash());
    if (!usual) this.#hash.replace(wanted);
  }
}

function travels(state: ScoreState, before: ScoreState): boolean {
  const parts = [
    'view',
    'profile',
    'choices',
    'sampledFrame',
    'panels',
    'selected',
    'compared',
    'layout',
    'items',
  ] as const;
  return parts.some((part) => state[part] !== before[part]);
}

/** Number of sampled frames on show; of two clips, that of the longer one. A degraded copy has as many as its clip. */
function sampledFramesOf(state: ScoreState): number {
  const pair = comparedItems(state);
  const shown = [selectedItem(state), pair?.first, pair?.second];
  return Math.max(0, ...shown.map((item) => item?.report?.slowfast.frames.length ?? 0));
}
