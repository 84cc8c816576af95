import type { View } from './address/route';
import type { ShellAction, ShellState } from './shell-state';
import type { Dispatch } from './store';
import { THEME_CHOICES } from './theme-slice';

/** One line of the list of shortcuts. */
export interface Shortcut {
  /** Any of these keys: values of `KeyboardEvent.key`. */
  readonly keys: readonly string[];
  /** What it does. */
  readonly does: string;
  /** Where it works: the heading of its group. */
  readonly when: string;
}

/** What every shortcut of the page can reach. A page that registers shortcuts may add to it. */
export interface ShortcutContext {
  readonly state: ShellState;
  readonly dispatch: Dispatch<ShellAction>;
  readonly open: (view: View) => void;
  readonly showSheet: () => void;
}

/** A shortcut of the page as a whole: a single key. */
export interface PageShortcut<C extends ShortcutContext = ShortcutContext> extends Shortcut {
  /** False where it would do nothing; the key then stays with the browser. */
  readonly applies: (state: C['state']) => boolean;
  readonly act: (context: C) => void;
}

/** The shortcuts that work in every view. */
export const SHELL_SHORTCUTS: readonly PageShortcut[] = [
  anywhere('?', 'Show the keyboard shortcuts', ({ showSheet }) => showSheet()),
  anywhere('1', 'Open the score page', ({ open }) => open('score')),
  anywhere('2', 'Open the ASO explorer', ({ open }) => open('aso')),
  anywhere('3', 'Open the evaluation', ({ open }) => open('evaluate')),
  anywhere('t', 'Change the theme: light, system, dark', ({ state, dispatch }) =>
    dispatch({ kind: 'theme', theme: following(THEME_CHOICES, state.theme) }),
  ),
];

/** The part of a key press that decides. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** The shortcut of a key press; undefined for keys that belong to the browser or have no shortcut. */
export function shortcutFor<C extends ShortcutContext>(
  press: KeyPress,
  shortcuts: readonly PageShortcut<C>[],
  state: C['state'],
): PageShortcut<C> | undefined {
  if (!state.singleKeys || press.ctrlKey || press.metaKey || press.altKey) return undefined;
  return shortcuts.find(({ keys, applies }) => keys.includes(press.key) && applies(state));
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

/** The key's name as it is printed on keyboards. */
export function keyName(key: string): string {
  return KEY_NAMES[key] ?? key;
}

export interface ShortcutGroup {
  readonly when: string;
  readonly shortcuts: readonly Shortcut[];
}

/** The shortcuts by the place where they work, places in order of first appearance. */
export function groupShortcuts(shortcuts: readonly Shortcut[]): readonly ShortcutGroup[] {
  const places = new Set(shortcuts.map(({ when }) => when));
  return [...places].map((place) => ({ when: place, shortcuts: shortcuts.filter(({ when }) => when === place) }));
}

/** The choice after this one; the first after the last. */
export function following<T>(choices: readonly T[], chosen: T): T {
  return choices[(choices.indexOf(chosen) + 1) % choices.length] ?? chosen;
}

function anywhere(key: string, does: string, act: PageShortcut['act']): PageShortcut {
  return { keys: [key], does, when: 'In every view', applies: () => true, act };
}
