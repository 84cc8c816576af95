/**
 * Trains the compact judge: network, stages, evaluation, export.
 */
export { stepScalars } from './engine/adamw';
export type { Tensor, Tensors } from './engine/jax';
export { tensor } from './engine/jax';
export type { Change, Growth, RobustnessRun, Scores } from './evaluation/robustness';
export { LEAST_TAU, MOST_CHANGE, distortionRows, versionRows } from './evaluation/robustness';
export type { ClipInput } from './network/forward';
export type { ParameterSpec } from './network/parameters';
export {
  SUMMARY_HEAD_BANKS,
  initialWeights,
  layoutOf,
  parameterSpecs,
  sizeOf,
  summaryHeadSpecs,
} from './network/parameters';
export { identityScalings } from './network/scalings';
export { ARTIFACT_QUERIES, PROMPT_WORDS, SUMMARY_TOKENS, VOCABULARY, levelsOfDimension, wordId } from './network/shape';
export { PRESETS } from './presets';
export { DEFAULT_OUT } from './run/job';
export { sftTargets } from './stages/sft';
export { metricsOf } from './stages/supervised';
export { clipInput, drawClip } from './training/batch';
export { drawDropoutMasks } from './training/dropout';
export type { LossParts, Targets } from './training/loss';
export { loss } from './training/loss';
export { startState } from './training/optimiser';
export { SLOWFAST_MASK } from './training/pathway-mask';
export { learningRate } from './training/schedule';
export { makeStep } from './training/step';
