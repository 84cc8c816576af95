/**
 * The pipeline from a video file to a report, and the report. The page's side of the worker is in `page.ts`.
 */
export type { RationaleWords } from '../judges';
export type { DegradationKind, DegradationName, DegradationStrength } from './degrade/degradation-name';
export {
  DEGRADATION_KINDS,
  DEGRADATION_NAMES,
  DEGRADATION_STRENGTHS,
  degradationWords,
} from './degrade/degradation-name';
export type {
  InspectRequest,
  Inspection,
  OccludedWindow,
  OcclusionMap,
  PatchMap,
  PatchMaps,
  WindowCurve,
} from './inspect/inspection';
export type { ScoreOptions } from './options';
export { PROFILE_CHOICES, PROVIDER_CHOICES, checkOptions } from './options';
export type { Progress, Stage, Thumbnail } from './progress';
export type { KeptFrames, PlannedWindow, Reclassification, ReclassifyRequest } from './reclassify/reclassification';
export { strideOf } from './reclassify/reclassification';
export { readOutcome } from './read-report';
export type { ClipPrompt, PromptSource } from './clip-prompt';
export { MAX_PROMPT_CHARACTERS } from './clip-prompt';
export type { DimensionScore, Rationale, ReportedArtifact, ScoreOutcome, ScoreReport } from './report';
export { REPORT_VERSION, isFailure } from './report';
export type { ScoreDeps } from './score';
export { score } from './score';
export { scoreWithRecovery } from './transport/recover';
export type { ChosenFile, JudgeChoice } from './transport/judge-choice';
export type { Capabilities } from './transport/service';
