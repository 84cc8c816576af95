import { unreachable } from '../base';
import type { ProfileId } from '../quality';
import type { Capabilities } from '../scoring';
import type { BatchState } from './pages/score/batch/state';
import { NO_BATCH } from './pages/score/batch/state';
import type { Choices } from './pages/score/choices';
import type { CompareLayout } from './pages/score/compare/layout';
import { DEFAULT_LAYOUT } from './pages/score/compare/layout';
import { DEFAULT_CHOICES } from './pages/score/choices';
import type { SavedState } from './shell/saved/saved-results';
import type { Item, ItemEvent } from './pages/score/queue';
import { advance, isBusy } from './pages/score/queue';
import type { View } from './shell/address/route';
import type { Sought } from './pages/score/report/sought';
import type { Spot } from './pages/score/report/spot';

export const PROFILE_CHOICES = ['ultravqa', 'q-save', 'both'] as const satisfies readonly (ProfileId | 'both')[];
export type ProfileChoice = (typeof PROFILE_CHOICES)[number];
export type ThemeChoice = 'system' | 'light' | 'dark';

/** The folding parts of the score view that a link can open. */
export const PANELS = ['options', 'details'] as const;
export type Panel = (typeof PANELS)[number];

/** Ids of two items that are compared. */
export interface Pair {
  readonly first: string;
  readonly second: string;
}

/** Everything the page shows is a function of this. Plain data, so that a link can carry the part that travels. */
export interface PageState {
  readonly view: View;
  readonly profile: ProfileChoice;
  readonly theme: ThemeChoice;
  /** Whether a letter or sign alone is a shortcut. Whoever speaks to the page may want none (WCAG 2.1.4). */
  readonly singleKeys: boolean;
  /** True in a frame of another page: only the view itself is drawn. */
  readonly embedded: boolean;
  readonly choices: Choices;
  readonly items: readonly Item[];
  /** Id of the item on show. */
  readonly selected: string | undefined;
  /**
   * The sampled moment under the pointer or the keyboard, in the report on show; where two are compared, in that of the
   * longer clip.
   */
  readonly sampledFrame: number | undefined;
  /** The fault of a rationale that somebody asked to see. */
  readonly spot: Spot | undefined;
  /** The fault whose place somebody asked for. */
  readonly sought: Sought | undefined;
  /** The folding parts that stand open. */
  readonly panels: readonly Panel[];
  /** The two items on show beside each other, in place of the selected one alone. */
  readonly compared: Pair | undefined;
  /** How the pictures of compared clips lie. */
  readonly layout: CompareLayout;
  /** Known once a first file was dropped: asking starts the worker. */
  readonly capabilities: Capabilities | undefined;
  /** True until the stored example has come or turned out to be missing: what is empty need not be said before. */
  readonly awaitingExample: boolean;
  /** A sentence about the page itself, not about one file. */
  readonly notice: string | undefined;
  /** The files taken together. */
  readonly batch: BatchState;
  /** Finished results in the browser's own storage. */
  readonly saved: SavedState;
}

export type Action =
  | { readonly kind: 'view'; readonly view: View }
  | { readonly kind: 'profile'; readonly profile: ProfileChoice }
  | { readonly kind: 'theme'; readonly theme: ThemeChoice }
  | { readonly kind: 'single-keys'; readonly on: boolean }
  | { readonly kind: 'choices'; readonly choices: Partial<Choices> }
  | { readonly kind: 'add'; readonly items: readonly Item[] }
  | { readonly kind: 'remove'; readonly id: string }
  | { readonly kind: 'select'; readonly id: string }
  | { readonly kind: 'sampledFrame'; readonly sampledFrame: number | undefined }
  | { readonly kind: 'spot'; readonly spot: Spot }
  | { readonly kind: 'seek'; readonly sought: Sought }
  | { readonly kind: 'panels'; readonly panels: readonly Panel[] }
  | { readonly kind: 'panel'; readonly panel: Panel; readonly open: boolean }
  | { readonly kind: 'compare'; readonly pair: Pair | undefined }
  | { readonly kind: 'layout'; readonly layout: Partial<CompareLayout> }
  | { readonly kind: 'capabilities'; readonly capabilities: Capabilities }
  | { readonly kind: 'example-settled' }
  | { readonly kind: 'notice'; readonly notice: string | undefined }
  | { readonly kind: 'batch'; readonly batch: Partial<BatchState> }
  | { readonly kind: 'saved'; readonly saved: SavedState }
  | { readonly kind: 'item'; readonly id: string; readonly event: ItemEvent }
  /** Puts these back in line at once: ten thousand events one after another would stop the page. */
  | { readonly kind: 'retry'; readonly items: readonly Item[] };

export const INITIAL_STATE: PageState = {
  view: 'score',
  profile: 'ultravqa',
  theme: 'system',
  singleKeys: true,
  embedded: false,
  choices: DEFAULT_CHOICES,
  items: [],
  selected: undefined,
  sampledFrame: undefined,
  spot: undefined,
  sought: undefined,
  panels: [],
  compared: undefined,
  layout: DEFAULT_LAYOUT,
  capabilities: undefined,
  awaitingExample: true,
  notice: undefined,
  batch: NO_BATCH,
  saved: { count: undefined, problem: undefined },
};

export function reduce(state: PageState, action: Action): PageState {
  switch (action.kind) {
    case 'view':
      return action.view === state.view ? state : { ...state, view: action.view };
    case 'profile':
      return { ...state, profile: action.profile };
    case 'theme':
      return { ...state, theme: action.theme };
    case 'single-keys':
      return { ...state, singleKeys: action.on };
    case 'choices':
      return { ...state, choices: { ...state.choices, ...action.choices } };
    case 'add':
      return add(state, action.items);
    case 'remove':
      return remove(state, action.id);
    case 'select':
      return state.items.some((item) => item.id === action.id)
        ? { ...state, selected: action.id, sampledFrame: undefined, compared: undefined }
        : state;
    case 'sampledFrame':
      return action.sampledFrame === state.sampledFrame ? state : { ...state, sampledFrame: action.sampledFrame };
    case 'spot':
      return { ...state, spot: action.spot, sampledFrame: Math.floor((action.spot.first + action.spot.last) / 2) };
    case 'seek':
      return { ...state, sought: action.sought };
    case 'panels':
      return { ...state, panels: action.panels };
    case 'panel':
      return fold(state, action.panel, action.open);
    case 'compare':
      return compare(state, action.pair);
    case 'layout':
      return { ...state, layout: { ...state.layout, ...action.layout } };
    case 'capabilities':
      return { ...state, capabilities: action.capabilities };
    case 'example-settled':
      return { ...state, awaitingExample: false };
    case 'notice':
      return { ...state, notice: action.notice };
    case 'batch':
      return { ...state, batch: { ...state.batch, ...action.batch } };
    case 'saved':
      return { ...state, saved: action.saved };
    case 'item':
      return withEvent(state, action.id, action.event);
    case 'retry': {
      const chosen = new Set(action.items.map(({ id }) => id));
      return {
        ...state,
        items: state.items.map((item) =>
          chosen.has(item.id) ? advance(item, { kind: 'again', explain: item.explain }) : item,
        ),
      };
    }
    default:
      return unreachable(action);
  }
}

/** Newcomers go to the end of the line; the first of them comes on show unless the person is waiting for another. */
function add(state: PageState, added: readonly Item[]): PageState {
  const first = added[0];
  if (first === undefined) return state;
  // A twin comes beside the clip it is made of, which stays on show.
  if (first.origin === 'degradedCopy') return { ...state, items: [...state.items, ...added] };
  const shown = state.items.find((item) => item.id === state.selected);
  const waiting = shown !== undefined && isBusy(shown);
  return {
    ...state,
    items: [...state.items, ...added],
    selected: waiting ? state.selected : first.id,
    sampledFrame: waiting ? state.sampledFrame : undefined,
    compared: undefined,
    // A sentence about the link that brought a sample holds for that sample too.
    notice: first.origin === 'example' ? state.notice : undefined,
  };
}

/** Another pair has other moments; the same one the other way round keeps the moment on show. */
function compare(state: PageState, pair: Pair | undefined): PageState {
  const { compared, sampledFrame } = state;
  const swapped = pair !== undefined && pair.first === compared?.second && pair.second === compared.first;
  return { ...state, compared: pair, sampledFrame: swapped ? sampledFrame : undefined };
}

/** Panels are kept in the order of PANELS: the same view gives the same link. */
function fold(state: PageState, panel: Panel, open: boolean): PageState {
  if (state.panels.includes(panel) === open) return state;
  return { ...state, panels: PANELS.filter((each) => (each === panel ? open : state.panels.includes(each))) };
}

function remove(state: PageState, id: string): PageState {
  const at = state.items.findIndex((item) => item.id === id);
  if (at < 0) return state;
  const items = state.items.filter((item) => item.id !== id);
  const compared =
    state.compared !== undefined && Object.values(state.compared).includes(id) ? undefined : state.compared;
  if (state.selected !== id) return { ...state, items, compared };
  const neighbour = items[at] ?? items[at - 1];
  return { ...state, items, selected: neighbour?.id, sampledFrame: undefined, compared };
}

function withEvent(state: PageState, id: string, event: ItemEvent): PageState {
  let sampledFrame = state.sampledFrame;
  const items = state.items.map((item) => {
    if (item.id !== id) return item;
    const next = advance(item, event);
    // A new report may have fewer moments than the one it replaces.
    if (next.report !== item.report && id === state.selected) sampledFrame = undefined;
    return next;
  });
  return items.every((item, i) => item === state.items[i]) ? state : { ...state, items, sampledFrame };
}

export function selectedItem(state: PageState): Item | undefined {
  return state.items.find((item) => item.id === state.selected);
}

/** The items that are compared, while both are there. */
export function comparedItems({
  items,
  compared,
}: PageState): { readonly first: Item; readonly second: Item } | undefined {
  const first = items.find((item) => item.id === compared?.first);
  const second = items.find((item) => item.id === compared?.second);
  return first === undefined || second === undefined ? undefined : { first, second };
}

/** Holds the one state and tells those who draw it. */
export class Store {
  #state: PageState;
  readonly #listeners = new Set<(state: PageState, before: PageState) => void>();

  constructor(initial: PageState) {
    this.#state = initial;
  }

  get state(): PageState {
    return this.#state;
  }

  readonly dispatch = (action: Action): void => {
    const before = this.#state;
    this.#state = reduce(before, action);
    if (this.#state === before) return;
    for (const listener of this.#listeners) listener(this.#state, before);
  };

  /** Returns the way to stop listening. */
  subscribe(listener: (state: PageState, before: PageState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
