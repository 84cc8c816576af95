/**
 * What all pages share: the store, the address, controls, keyboard shortcuts, the head of the page. It knows no page.
 */
import './address/copy-link';

export type { HashParts } from './address/hash-keeper';
export { HashKeeper, PAGE_HASH } from './address/hash-keeper';
export type { LinkFormat, ReadLink } from './address/link-format';
export { carriesState, readLink, writeLink } from './address/link-format';
export type { Limits, Notation } from './address/notation';
export { holdWithin, listOf, numberFrom, numberWithin, oneOf, textUpTo } from './address/notation';
export type { View } from './address/route';
export { addressOf, isEmbedded, viewOf, VIEWS } from './address/route';
export { field, numberField, slider } from './fields';
export { brandMark, icons } from './icons';
export type { IntakeEvents } from './intake';
export { listenForFiles } from './intake';
export { isTaken, listenForKeys } from './key-listener';
export { masthead } from './masthead';
export type { Preferences } from './preferences';
export { readPreferences, writePreferences } from './preferences';
export type { Segment } from './segmented';
export { segmented } from './segmented';
export type { ShellAction, ShellState } from './shell-state';
export { SHELL_SLICES } from './shell-state';
export { ShortcutSheet } from './shortcut-sheet';
export type { KeyPress, PageShortcut, Shortcut, ShortcutContext } from './shortcuts';
export { following, keyName, SHELL_SHORTCUTS } from './shortcuts';
export type { ActionOf, Dispatch, Slice, StateOf, Store } from './store';
export { createStore } from './store';
export { applyTheme } from './theme';
export type { ThemeChoice } from './theme-slice';
export { THEME_CHOICES } from './theme-slice';
