import type { PageHands } from './shortcuts';
import { shortcutFor } from './shortcuts';

/** Listens on the whole page; returns the way to stop. Whoever handled a key before, and whoever types, keeps it. */
export function listenForKeys(page: Window, hands: () => PageHands): () => void {
  const onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || takesText(event.target) || page.document.querySelector('dialog[open]') !== null) {
      return;
    }
    const held = hands();
    const shortcut = shortcutFor(event, held.state);
    if (shortcut === undefined) return;
    event.preventDefault();
    shortcut.act(held);
  };
  page.addEventListener('keydown', onKey);
  return () => page.removeEventListener('keydown', onKey);
}

const KEYS_WITHOUT_TEXT: readonly string[] = ['button', 'checkbox', 'file', 'radio', 'range', 'reset', 'submit'];

function takesText(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !KEYS_WITHOUT_TEXT.includes(target.type);
  // A list of choices jumps to the one that begins with the letter pressed.
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLElement && target.isContentEditable;
}
