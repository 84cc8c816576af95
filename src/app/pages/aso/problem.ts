import { unreachable } from '../../../base';
import type { Teacher } from '../../../policy';
import {
  absoluteReward,
  accuracyDistanceReward,
  asoTeacher,
  boltzmannFactors,
  expectation,
  gaussian,
  levelFormatReward,
  mode,
  nearestIndex,
  normalised,
  rewardVector,
  smoothedOneHot,
  squaredReward,
  uniform,
} from '../../../policy';
import type { Level } from '../../../quality';
import { FIVE_RATINGS, NINE_LEVELS } from '../../../quality';
import type { AsoSettings } from './settings';
import { shortened } from './shortened';

/** The distributions and rewards of the settings, in numbers. */
export interface Problem {
  readonly settings: AsoSettings;
  readonly levels: readonly Level[];
  readonly scores: readonly number[];
  /** Sum 1. */
  readonly reference: Float64Array;
  readonly rewards: Float64Array;
  /** exp((R - R_max) / lambda). */
  readonly factors: Float64Array;
  readonly teacher: Teacher;
  readonly expectedScore: number;
  /** Index of the teacher's likeliest level. */
  readonly mode: number;
  /** Index of the level nearest to the target. */
  readonly truth: number;
}

export function solve(settings: AsoSettings): Problem {
  const levels = levelsFor(settings.levels);
  const scores = levels.map((level) => level.score);
  const rewards = rewardsFor(settings, scores);
  const reference = referenceFor(settings, scores);
  const teacher = asoTeacher(reference, rewards, settings.lambda);
  return {
    settings,
    levels,
    scores,
    reference,
    rewards,
    factors: boltzmannFactors(rewards, settings.lambda),
    teacher,
    expectedScore: expectation(teacher.probabilities, scores),
    mode: mode(teacher.probabilities),
    truth: nearestIndex(scores, settings.target),
  };
}

/** The published scales, or `count` equal steps over 1..5. */
export function levelsFor(count: number): readonly Level[] {
  if (count === NINE_LEVELS.length) return NINE_LEVELS;
  if (count === FIVE_RATINGS.length) return FIVE_RATINGS;
  return Array.from({ length: count }, (_, i) => ({ word: `Level ${i + 1}`, score: 1 + (4 * i) / (count - 1) }));
}

export function rewardsFor(settings: AsoSettings, scores: readonly number[]): Float64Array {
  const { reward, target, beta, accuracyWeight, distanceWeight, formatWeight, table } = settings;
  switch (reward) {
    case 'absolute':
      return rewardVector(scores, (score) => absoluteReward(score, target, beta));
    case 'squared':
      return rewardVector(scores, (score) => squaredReward(score, target, beta));
    case 'accuracy':
      return rewardVector(scores, (score) =>
        accuracyDistanceReward(scores, score, target, { accuracy: accuracyWeight, distance: distanceWeight }),
      );
    case 'rating':
      return rewardVector(scores, (_, level) => levelFormatReward(scores, level, target, true, formatWeight));
    case 'table':
      return table.length === 0
        ? rewardVector(scores, (score) => absoluteReward(score, target))
        : Float64Array.from(resample(table, scores.length));
    default:
      return unreachable(reward);
  }
}

export function referenceFor(settings: AsoSettings, scores: readonly number[]): Float64Array {
  const { reference, mean, sigma, smoothing, drawn } = settings;
  switch (reference) {
    case 'uniform':
      return uniform(scores.length);
    case 'gaussian':
      return gaussian(scores, mean, sigma);
    case 'sft':
      return smoothedOneHot(scores.length, nearestIndex(scores, mean), smoothing);
    case 'video':
    case 'drawn':
      return hasMass(settings, scores.length) ? normalised(resample(drawn, scores.length)) : uniform(scores.length);
    default:
      return unreachable(reference);
  }
}

/** False where all weights are 0 or none is drawn: a distribution needs mass. */
export function hasMass({ drawn }: AsoSettings, count: number): boolean {
  return resample(drawn, count).some((weight) => weight > 0);
}

/** Resamples a list for another number of levels, linear between neighbours, with equal ends. */
export function resample(values: readonly number[], count: number): readonly number[] {
  if (values.length === count || values.length === 0) return values;
  const [first = 0] = values;
  if (values.length === 1) return new Array<number>(count).fill(first);
  return Array.from({ length: count }, (_, i) => {
    const at = (i * (values.length - 1)) / (count - 1);
    const below = Math.min(values.length - 2, Math.floor(at));
    return values[below]! + (at - below) * (values[below + 1]! - values[below]!);
  });
}

/**
 * Weights after the bar of one level was dragged to a probability. The others keep their proportions. The numbers are
 * rounded for links. Returns the weights unchanged where all would become 0.
 */
export function drawBar(reference: ArrayLike<number>, level: number, probability: number): readonly number[] {
  const asked = probability < 0.01 ? 0 : Math.min(0.98, probability);
  const others = 1 - reference[level]!;
  const weights = Array.from(reference, (mass, s) => {
    if (s === level) return others > 0 ? asked : 1;
    return others > 0 ? (mass / others) * (1 - asked) : 0;
  });
  return weights.map(shortened);
}
