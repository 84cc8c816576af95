import type { DegradationName } from '../../../../scoring';
import type { Example } from '../example';
import { FIRST_SAMPLE } from '../gallery/samples';
import type { Item } from '../queue';
import { isBrought, isBusy } from '../queue';
import type { ScoreStore } from '../score-state';
import { selectedItem } from '../clips-slice';
import { clipNameOf, clipParts, OWN_FILE } from './clip-name';
import { LINK_TO_OWN_FILE, LINK_TO_OWN_PAIR, NO_SAMPLE } from '../copy';

export interface ClipAccess {
  readonly store: ScoreStore;
  readonly fetchExample: (name: string) => Promise<Example | undefined>;
  readonly addExample: (example: Example) => void;
  /** Queues a degraded copy of an item; returns its id. */
  readonly addDegradedCopy: (of: Item, name: DegradationName) => string;
  readonly remove: (id: string) => void;
}

/** The clips of a link by their names; `against` where two are compared. */
export interface LinkedClips {
  readonly clip: string;
  readonly against: string | undefined;
}

/**
 * Shows the clips of a link. Missing ones are fetched or made. Resolves to a sentence where one cannot be shown.
 * `current` returns whether this link is still the last one opened. Of two links, only the later one is shown.
 */
export async function openClips(
  { clip, against }: LinkedClips,
  access: ClipAccess,
  current: () => boolean,
): Promise<string | undefined> {
  const first = await bring(clip, access, current);
  // Of two own files, the link does not say which is the second.
  const unknown = against === undefined || (clip === OWN_FILE && against === OWN_FILE);
  const second = unknown ? undefined : await bring(against, access, current);
  if (!current()) return undefined;
  const found =
    first ?? second ?? ([clip, against].includes(OWN_FILE) ? await bring(FIRST_SAMPLE, access, current) : undefined);
  if (!current()) return undefined;
  if (found !== undefined) show(found, second === found ? undefined : second, access);
  if (first !== undefined && (against === undefined || second !== undefined)) return undefined;
  const own = (first === undefined && clip === OWN_FILE) || (second === undefined && against === OWN_FILE);
  if (own) return against === undefined ? LINK_TO_OWN_FILE : LINK_TO_OWN_PAIR;
  return isLate(access.store) ? undefined : NO_SAMPLE;
}

/** Selects the clip, or the clip of its degraded copy where two are compared, and drops the other samples. */
function show(found: Item, second: Item | undefined, { store, remove }: ClipAccess): void {
  const base = second === undefined ? found.id : (found.degradedCopy?.of ?? found.id);
  store.dispatch({ kind: 'select', id: base });
  if (second !== undefined) store.dispatch({ kind: 'compare', pair: { first: found.id, second: second.id } });
  const saved = [found, second].flatMap((item) => (item === undefined ? [] : [item.id, item.degradedCopy?.of]));
  // One sample at a time, or the two that are compared.
  if (clipNameOf(found) === OWN_FILE && second === undefined) return;
  for (const item of store.state.items) {
    if (item.origin === 'example' && !saved.includes(item.id) && !isBusy(item)) remove(item.id);
  }
}

/** The item of a name; undefined for a file that is not in the list, and for a sample that cannot be fetched. */
async function bring(name: string, access: ClipAccess, current: () => boolean): Promise<Item | undefined> {
  const { store, addDegradedCopy } = access;
  const parts = clipParts(name);
  if (parts === undefined) {
    const own = store.state.items.filter((item) => clipNameOf(item) === OWN_FILE);
    const shown = selectedItem(store.state);
    return own.find((item) => item === shown) ?? own[0];
  }
  const sample = await bringSample(parts.sample, access, current);
  const { degradedCopy } = parts;
  if (sample === undefined || degradedCopy === undefined) return sample;
  const made = store.state.items.find(
    (item) => item.degradedCopy?.of === sample.id && item.degradedCopy.name === degradedCopy,
  );
  const id = made?.id ?? addDegradedCopy(sample, degradedCopy);
  return store.state.items.find((item) => item.id === id);
}

async function bringSample(name: string, access: ClipAccess, current: () => boolean): Promise<Item | undefined> {
  const { store, fetchExample, addExample } = access;
  const here = (): Item | undefined =>
    store.state.items.find((item) => item.origin === 'example' && clipNameOf(item) === name);
  if (here() !== undefined) return here();
  const example = await fetchExample(name);
  if (example === undefined || !current() || isLate(store)) return undefined;
  if (here() === undefined) addExample(example);
  return here();
}

/** At the first load a file may have been dropped already: the example must not replace it. */
function isLate({ state }: ScoreStore): boolean {
  return state.awaitingExample && state.items.some(isBrought);
}
