import type { PageShortcut, ShortcutContext } from './shortcuts';
import { shortcutFor } from './shortcuts';

/** Runs shortcuts on key presses anywhere on the page; returns the way to stop. */
export function listenForKeys<C extends ShortcutContext>(
  page: Window,
  shortcuts: readonly PageShortcut<C>[],
  contextOf: () => C,
): () => void {
  const onKey = (event: KeyboardEvent): void => {
    if (isTaken(event)) return;
    const context = contextOf();
    const shortcut = shortcutFor(event, shortcuts, context.state);
    if (shortcut === undefined) return;
    event.preventDefault();
    shortcut.act(context);
  };
  page.addEventListener('keydown', onKey);
  return () => page.removeEventListener('keydown', onKey);
}

/** True for a key press that is no shortcut: it was handled already, goes into a text, or belongs to an open dialog. */
export function isTaken(event: KeyboardEvent): boolean {
  return event.defaultPrevented || takesText(event.target) || document.querySelector('dialog[open]') !== null;
}

const KEYS_WITHOUT_TEXT: readonly string[] = ['button', 'checkbox', 'file', 'radio', 'range', 'reset', 'submit'];

function takesText(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !KEYS_WITHOUT_TEXT.includes(target.type);
  // In a list of choices a letter selects the entry that begins with it.
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLElement && target.isContentEditable;
}
