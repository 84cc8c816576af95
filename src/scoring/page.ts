/**
 * The page's side of the scoring worker.
 */
export type { InspectCall, ScoreCall, ScoringClient } from './transport/client';
export { createScoringClient } from './transport/client';
