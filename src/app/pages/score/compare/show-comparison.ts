import type { ScoreDispatch } from '../score-state';
import type { Pair } from '../clips-slice';

/** Puts two items beside each other, and the person in front of them: the button that asked for it may be far below. */
export function showComparison(pair: Pair, dispatch: ScoreDispatch): void {
  dispatch({ kind: 'compare', pair });
  requestAnimationFrame(() => {
    const title = document.querySelector<HTMLElement>('#compare-title');
    title?.focus({ preventScroll: true });
    title?.closest('.compare')?.scrollIntoView({ block: 'start' });
  });
}
