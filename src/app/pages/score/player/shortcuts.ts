import type { KeyPress } from '../../../shell/shortcuts';
import { ON_SCORE_PAGE } from '../score-shortcuts';

/** A command of the player. */
export type PlayerCommand =
  | 'play'
  | 'frame-back'
  | 'frame-on'
  | 'sampled-frame-back'
  | 'sampled-frame-on'
  | 'first'
  | 'last'
  | 'next-worst'
  | 'previous-worst'
  | 'heat'
  | 'attribution';

export interface PlayerShortcut {
  /** Alternative keys: values of `KeyboardEvent.key`. */
  readonly keys: readonly string[];
  readonly does: string;
  readonly when: string;
  readonly command: PlayerCommand;
  /** True for keys that scroll the page or belong to controls: they count only while the picture has the focus. */
  readonly onPicture: boolean;
}

const ON_PICTURE = "On the player's picture";

const anywhere = (keys: readonly string[], does: string, command: PlayerCommand): PlayerShortcut => ({
  keys,
  does,
  when: ON_SCORE_PAGE,
  command,
  onPicture: false,
});

const onPicture = (keys: readonly string[], does: string, command: PlayerCommand): PlayerShortcut => ({
  keys,
  does,
  when: ON_PICTURE,
  command,
  onPicture: true,
});

/** The player's shortcuts. The key handler and the list of shortcuts both read this table. */
export const PLAYER_SHORTCUTS: readonly PlayerShortcut[] = [
  anywhere([','], 'One frame back', 'frame-back'),
  anywhere(['.'], 'One frame forward', 'frame-on'),
  anywhere(['n'], 'Next of the worst sampled frames', 'next-worst'),
  anywhere(['N'], 'Previous of the worst sampled frames', 'previous-worst'),
  anywhere(['h'], 'Show or hide how patches differ from the last slow frame', 'heat'),
  anywhere(['a'], 'Show or hide the attribution of the score', 'attribution'),
  onPicture([' '], 'Play or pause', 'play'),
  onPicture(['ArrowLeft'], 'One sampled frame back', 'sampled-frame-back'),
  onPicture(['ArrowRight'], 'One sampled frame forward', 'sampled-frame-on'),
  onPicture(['Home'], 'First sampled frame', 'first'),
  onPicture(['End'], 'Last sampled frame', 'last'),
];

/**
 * The command of a key press. Undefined for keys without a command. Keys that work only while the picture has the focus
 * stay active where single-key shortcuts are disabled.
 */
export function commandOf(press: KeyPress, focusOnPicture: boolean, singleKeys: boolean): PlayerCommand | undefined {
  if (press.ctrlKey || press.metaKey || press.altKey) return undefined;
  const counts = ({ onPicture }: PlayerShortcut): boolean => (onPicture ? focusOnPicture : singleKeys);
  return PLAYER_SHORTCUTS.find((shortcut) => shortcut.keys.includes(press.key) && counts(shortcut))?.command;
}
