import type { Action, Pair } from '../../../state';

/** Puts two items beside each other, and the person in front of them: the button that asked for it may be far below. */
export function showComparison(pair: Pair, dispatch: (action: Action) => void): void {
  dispatch({ kind: 'compare', pair });
  requestAnimationFrame(() => {
    const title = document.querySelector<HTMLElement>('#compare-title');
    title?.focus({ preventScroll: true });
    title?.closest('.compare')?.scrollIntoView({ block: 'start' });
  });
}
