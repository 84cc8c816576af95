/**
 * The score page: clips are scored one after another, and each report is shown, compared, linked and exported.
 */
import './compare/compare-view';
import './judge/judge-sheet';
import './gallery/gallery-panel';
import './player/player';
import './slowfast/frame-strip';
import './slowfast/slowfast-lab';

export { announcement } from './announce';
export { readTransfer } from './batch/arrival';
export { takeIn } from './batch/take-in';
export { MODEL_CAVEAT } from './copy';
export { judgeButton } from './judge/judge-button';
export { PLAYER_SHORTCUTS } from './player/shortcuts';
export { PROFILE_CHOICES } from './profile';
export { profileChoice } from './profile-choice';
export type { ScoreShortcutContext } from './score-shortcuts';
export { SCORE_SHORTCUTS } from './score-shortcuts';
export type { ScoreAction, ScoreState, ScoreStore } from './score-state';
export { SCORE_SLICES } from './score-state';
export { scoreView } from './score-view';
export type { ScorePage } from './start';
export { startScorePage } from './start';
