import type { PageShortcut, ShortcutContext } from '../../shell/shortcuts';
import { following } from '../../shell/shortcuts';
import { selectedItem } from './clips-slice';
import { PROFILE_CHOICES } from './profile';
import type { ScoreDispatch, ScoreState } from './score-state';

/** What the shortcuts of the score page can reach. */
export interface ScoreShortcutContext extends ShortcutContext {
  readonly state: ScoreState;
  readonly dispatch: ScoreDispatch;
  readonly chooseFiles: () => void;
  readonly copyLink: () => void;
}

type ScoreShortcut = PageShortcut<ScoreShortcutContext>;

/** The heading of the score page's shortcuts, those of the player included. */
export const ON_SCORE_PAGE = 'On the score page';

export const SCORE_SHORTCUTS: readonly ScoreShortcut[] = [
  onScore('o', 'Choose videos', ({ chooseFiles }) => chooseFiles()),
  onScore('p', 'Change the profile: UltraVQA, Q-Save, both', ({ state, dispatch }) =>
    dispatch({ kind: 'profile', profile: following(PROFILE_CHOICES, state.profile) }),
  ),
  onScore('l', 'Copy a link to this view', ({ copyLink }) => copyLink(), hasReport),
  onScore('[', 'Show the previous video', (context) => step(context, -1), hasSeveral),
  onScore(']', 'Show the next video', (context) => step(context, 1), hasSeveral),
];

function onScore(
  key: string,
  does: string,
  act: ScoreShortcut['act'],
  applies: ScoreShortcut['applies'] = () => true,
): ScoreShortcut {
  return { keys: [key], does, when: ON_SCORE_PAGE, applies: (state) => state.view === 'score' && applies(state), act };
}

function hasReport(state: ScoreState): boolean {
  return selectedItem(state)?.report !== undefined;
}

function hasSeveral(state: ScoreState): boolean {
  return state.items.length > 1;
}

/** A step beyond the first or last video does nothing. */
function step({ state, dispatch }: ScoreShortcutContext, by: 1 | -1): void {
  const at = state.items.findIndex(({ id }) => id === state.selected);
  const next = state.items[at + by];
  if (next !== undefined) dispatch({ kind: 'select', id: next.id });
}
