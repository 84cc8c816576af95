import type { ScoreDispatch } from '../score-state';
import type { Pair } from '../clips-slice';

/** Compares two items and scrolls to the comparison: the button that asked for it may be far below. */
export function showComparison(pair: Pair, dispatch: ScoreDispatch): void {
  dispatch({ kind: 'compare', pair });
  requestAnimationFrame(() => {
    const title = document.querySelector<HTMLElement>('#compare-title');
    title?.focus({ preventScroll: true });
    title?.closest('.compare')?.scrollIntoView({ block: 'start' });
  });
}
