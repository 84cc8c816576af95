/**
 * The training objectives as mathematics on plain numbers. Nothing here depends on videos or networks.
 */

// Distributions over levels, and soft targets.
export { entropy, expectation, klDivergence, mode, normalised, softmax } from './distribution';
export { gaussian, mixture, smoothedOneHot, uniform } from './soft-targets';

// Rewards of both papers.
export {
  absoluteReward,
  accuracyDistanceReward,
  levelFormatReward,
  nearestIndex,
  ratingFormatReward,
  rewardVector,
  squaredReward,
} from './rewards';

// ASO: the closed-form teacher distribution, its objective, and a numeric check.
export type { Teacher } from './aso';
export { asoTeacher, boltzmannFactors, imitationGradient, objectiveGradient, regularisedObjective } from './aso';
export { numericOptimum } from './numeric-optimum';

// GRPO: advantages and objective, drawn groups, exact expectations, and the comparison of both gradients.
export type { GrpoOptions, GrpoPolicies } from './grpo';
export { groupAdvantages, groupObjective, sampleObjective } from './grpo';
export type { DrawnGroup, GradientStatistics } from './grpo-simulation';
export { drawGroup, gradientStatistics } from './grpo-simulation';
export { expectedGradient, finiteGroupAdvantages, largeGroupAdvantages } from './grpo-expected';
export type { GradientComparison } from './gradient-comparison';
export { compareGradients } from './gradient-comparison';

// The race of SFT, GRPO and ASO.
export type { Racer, Standing, Track } from './race';
export { RACERS, Race } from './race';
