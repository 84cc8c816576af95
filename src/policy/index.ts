/**
 * The training objectives as mathematics on plain numbers: rewards, the ASO teacher distribution, GRPO, soft targets,
 * and a race between SFT, GRPO and ASO. Nothing here depends on videos or networks.
 */
export type { Teacher } from './aso';
export { asoTeacher, boltzmannFactors, imitationGradient, objectiveGradient, regularisedObjective } from './aso';
export { entropy, expectation, klDivergence, mode, normalised, softmax } from './distribution';
export type { GradientComparison } from './gradient-comparison';
export { compareGradients } from './gradient-comparison';
export { expectedGradient, finiteGroupAdvantages, largeGroupAdvantages } from './grpo-expected';
export type { DrawnGroup, GradientStatistics } from './grpo-simulation';
export { drawGroup, gradientStatistics } from './grpo-simulation';
export type { GrpoOptions, GrpoPolicies } from './grpo';
export { groupAdvantages, groupObjective, sampleObjective } from './grpo';
export { numericOptimum } from './numeric-optimum';
export type { Racer, Standing, Track } from './race';
export { RACERS, Race } from './race';
export {
  absoluteReward,
  accuracyDistanceReward,
  levelFormatReward,
  nearestIndex,
  ratingFormatReward,
  rewardVector,
  squaredReward,
} from './rewards';
export { gaussian, mixture, smoothedOneHot, uniform } from './soft-targets';
