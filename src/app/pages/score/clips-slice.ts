import type { Slice } from '../../shell/store';
import type { Item, ItemEvent } from './queue';
import { advance, isBusy } from './queue';
import type { Spot } from './report/spot';

/** Ids of two items that are compared. */
export interface Pair {
  readonly first: string;
  readonly second: string;
}

/** The clips of this visit, and which of them is on show. */
export interface ClipsState {
  readonly items: readonly Item[];
  /** Id of the item on show. */
  readonly selected: string | undefined;
  /** The two items on show beside each other, in place of the selected one alone. */
  readonly compared: Pair | undefined;
  /**
   * Place of the chosen sampled frame along the frames of the report on show; where two are compared, along those of the
   * longer clip.
   */
  readonly sampledFrame: number | undefined;
}

export type ClipsAction =
  | { readonly kind: 'add'; readonly items: readonly Item[] }
  | { readonly kind: 'remove'; readonly id: string }
  | { readonly kind: 'select'; readonly id: string }
  | { readonly kind: 'compare'; readonly pair: Pair | undefined }
  | { readonly kind: 'sampledFrame'; readonly sampledFrame: number | undefined }
  | { readonly kind: 'spot'; readonly spot: Spot }
  | { readonly kind: 'item'; readonly id: string; readonly event: ItemEvent }
  /** Queues these again in one action: ten thousand actions one after another would stop the page. */
  | { readonly kind: 'retry'; readonly items: readonly Item[] };

export const clipsSlice: Slice<ClipsState, ClipsAction> = {
  initial: { items: [], selected: undefined, compared: undefined, sampledFrame: undefined },
  on: {
    add: (state, { items }) => add(state, items),
    remove: (state, { id }) => remove(state, id),
    select: ({ items }, { id }) =>
      items.some((item) => item.id === id) ? { selected: id, sampledFrame: undefined, compared: undefined } : {},
    compare: (state, { pair }) => compare(state, pair),
    sampledFrame: (_, { sampledFrame }) => ({ sampledFrame }),
    spot: (_, { spot }) => ({ sampledFrame: Math.floor((spot.first + spot.last) / 2) }),
    item: (state, { id, event }) => withEvent(state, id, event),
    retry: (state, { items }) => retry(state, items),
  },
};

/** New items go to the end of the list. The first of them is shown, unless the item on show is still being scored. */
function add(state: ClipsState, added: readonly Item[]): Partial<ClipsState> {
  const first = added[0];
  if (first === undefined) return {};
  const items = [...state.items, ...added];
  // A degraded copy is compared with its clip, which stays on show.
  if (first.origin === 'degradedCopy') return { items };
  const shown = selectedItem(state);
  if (shown !== undefined && isBusy(shown)) return { items, compared: undefined };
  return { items, selected: first.id, sampledFrame: undefined, compared: undefined };
}

/** Another pair has other frames. The same pair the other way round keeps the chosen frame. */
function compare({ compared, sampledFrame }: ClipsState, pair: Pair | undefined): Partial<ClipsState> {
  const swapped = pair !== undefined && pair.first === compared?.second && pair.second === compared.first;
  return { compared: pair, sampledFrame: swapped ? sampledFrame : undefined };
}

function remove(state: ClipsState, id: string): Partial<ClipsState> {
  const at = state.items.findIndex((item) => item.id === id);
  if (at < 0) return {};
  const items = state.items.filter((item) => item.id !== id);
  const { first, second } = state.compared ?? {};
  const compared = first === id || second === id ? undefined : state.compared;
  if (state.selected !== id) return { items, compared };
  return { items, compared, selected: (items[at] ?? items[at - 1])?.id, sampledFrame: undefined };
}

function withEvent(state: ClipsState, id: string, event: ItemEvent): Partial<ClipsState> {
  const item = state.items.find((each) => each.id === id);
  if (item === undefined) return {};
  const next = advance(item, event);
  if (next === item) return {};
  const items = state.items.map((each) => (each === item ? next : each));
  // A new report may have fewer sampled frames than the one it replaces.
  return next.report !== item.report && id === state.selected ? { items, sampledFrame: undefined } : { items };
}

function retry({ items }: ClipsState, chosen: readonly Item[]): Partial<ClipsState> {
  const ids = new Set(chosen.map(({ id }) => id));
  return {
    items: items.map((item) => (ids.has(item.id) ? advance(item, { kind: 'again', explain: item.explain }) : item)),
  };
}

export function selectedItem({ items, selected }: Pick<ClipsState, 'items' | 'selected'>): Item | undefined {
  return items.find((item) => item.id === selected);
}

/** The items that are compared, while both are in the list. */
export function comparedItems({
  items,
  compared,
}: Pick<ClipsState, 'items' | 'compared'>): { readonly first: Item; readonly second: Item } | undefined {
  const first = items.find((item) => item.id === compared?.first);
  const second = items.find((item) => item.id === compared?.second);
  return first === undefined || second === undefined ? undefined : { first, second };
}
