import type { View } from './address/route';
import type { Action, PageState } from '../state';
import { PROFILE_CHOICES, selectedItem } from '../state';

/** One line of the sheet of shortcuts. */
export interface Shortcut {
  /** Any of these does it: values of `KeyboardEvent.key`. */
  readonly keys: readonly string[];
  /** What it does, in words. */
  readonly does: string;
  /** Where it works: the heading it stands under. */
  readonly when: string;
}

/** What a shortcut of the page may reach. */
export interface PageHands {
  readonly state: PageState;
  readonly dispatch: (action: Action) => void;
  readonly open: (view: View) => void;
  readonly showSheet: () => void;
  readonly chooseFiles: () => void;
  readonly copyLink: () => void;
}

export interface PageShortcut extends Shortcut {
  /** False where it would do nothing; the key then stays with the browser. */
  readonly applies: (state: PageState) => boolean;
  readonly act: (hands: PageHands) => void;
}

const ANYWHERE = 'Anywhere';
const ON_SCORE = 'Where videos are scored';

/** Every shortcut of the page as a whole, each a single key. The key handler and the sheet both read this table. */
export const PAGE_SHORTCUTS: readonly PageShortcut[] = [
  anywhere('?', 'Show the shortcuts', ({ showSheet }) => showSheet()),
  anywhere('1', 'Open the score view', ({ open }) => open('score')),
  anywhere('2', 'Open the ASO explorer', ({ open }) => open('aso')),
  anywhere('3', 'Open the evaluation', ({ open }) => open('evaluate')),
  anywhere('t', 'Change the theme: light, as the system, dark', ({ state, dispatch }) =>
    dispatch({ kind: 'theme', theme: following(['light', 'system', 'dark'], state.theme) }),
  ),
  onScore('o', 'Choose videos', ({ chooseFiles }) => chooseFiles()),
  onScore('p', 'Change the profile: UltraVQA, Q-Save, both', ({ state, dispatch }) =>
    dispatch({ kind: 'profile', profile: following(PROFILE_CHOICES, state.profile) }),
  ),
  onScore('l', 'Copy a link to what is shown', ({ copyLink }) => copyLink(), hasReport),
  onScore('[', 'Show the video before', (hands) => step(hands, -1), hasSeveral),
  onScore(']', 'Show the next video', (hands) => step(hands, 1), hasSeveral),
];

/** The part of a key press that decides. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** The shortcut that a key press means; undefined for keys that belong to the browser or to nobody. */
export function shortcutFor(press: KeyPress, state: PageState): PageShortcut | undefined {
  if (!state.singleKeys || press.ctrlKey || press.metaKey || press.altKey) return undefined;
  return PAGE_SHORTCUTS.find(({ keys, applies }) => keys.includes(press.key) && applies(state));
}

/** How a key is written on a keyboard, where `KeyboardEvent.key` has another word for it. */
const KEY_NAMES: Readonly<Record<string, string>> = {
  ' ': 'Space',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
};

/** The key's word or sign as it is printed on keyboards. */
export function keyName(key: string): string {
  return KEY_NAMES[key] ?? key;
}

export interface ShortcutGroup {
  readonly when: string;
  readonly shortcuts: readonly Shortcut[];
}

/** The shortcuts by the place where they work, places in the order in which they first come. */
export function groupShortcuts(shortcuts: readonly Shortcut[]): readonly ShortcutGroup[] {
  const places = new Set(shortcuts.map(({ when }) => when));
  return [...places].map((place) => ({ when: place, shortcuts: shortcuts.filter(({ when }) => when === place) }));
}

function anywhere(key: string, does: string, act: PageShortcut['act']): PageShortcut {
  return { keys: [key], does, when: ANYWHERE, applies: () => true, act };
}

function onScore(
  key: string,
  does: string,
  act: PageShortcut['act'],
  applies: (state: PageState) => boolean = () => true,
): PageShortcut {
  return { keys: [key], does, when: ON_SCORE, applies: (state) => state.view === 'score' && applies(state), act };
}

function following<T>(choices: readonly T[], chosen: T): T {
  return choices[(choices.indexOf(chosen) + 1) % choices.length] ?? chosen;
}

function hasReport(state: PageState): boolean {
  return selectedItem(state)?.report !== undefined;
}

function hasSeveral(state: PageState): boolean {
  return state.items.length > 1;
}

/** The list has ends: a step beyond one stays there. */
function step({ state, dispatch }: PageHands, by: 1 | -1): void {
  const at = state.items.findIndex(({ id }) => id === state.selected);
  const next = state.items[at + by];
  if (next !== undefined) dispatch({ kind: 'select', id: next.id });
}
