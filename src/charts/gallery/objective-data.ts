import type { Standing, Track } from '../../policy';
import type { GradientEstimate } from '../gradient-estimate';
import type { LambdaSweep } from '../lambda-sweep';
import type { LevelRidge } from '../level-ridge';
import type { LevelRows } from '../level-rows';
import type { RaceCurves } from '../race-curves';
import type { RewardFrontier } from '../reward-frontier';
import { NINE_LEVELS } from './score-data';

/** Example data for charts of the training objective, in the closed form of the ASO paper. */

const TARGET = 4;
const REFERENCE = [0.02, 0.06, 0.12, 0.18, 0.22, 0.18, 0.12, 0.07, 0.03];
const REWARDS = NINE_LEVELS.map(({ score }) => -Math.abs(score - TARGET));
const LAMBDAS = Array.from({ length: 41 }, (_, i) => 10 ** (-2 + i / 10));
const settings = { target: TARGET, reward: 'absolute' };

function teacherAt(lambda: number): number[] {
  const weights = REFERENCE.map((p, s) => p * Math.exp(REWARDS[s]! / lambda));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

function mean(probabilities: readonly number[], values: readonly number[]): number {
  return probabilities.reduce((sum, p, s) => sum + p * values[s]!, 0);
}

function klOf(probabilities: readonly number[]): number {
  return probabilities.reduce((sum, p, s) => (p === 0 ? sum : sum + p * Math.log(p / REFERENCE[s]!)), 0);
}

function entropyOf(probabilities: readonly number[]): number {
  return -probabilities.reduce((sum, p) => (p === 0 ? sum : sum + p * Math.log(p)), 0);
}

const SCORES = NINE_LEVELS.map(({ score }) => score);
const TEACHERS = LAMBDAS.map((lambda) => ({ lambda, probabilities: teacherAt(lambda) }));
const CURRENT = { lambda: 1, probabilities: teacherAt(1) };

export const ROWS: LevelRows = {
  name: 'Reference, Boltzmann factor and teacher over the levels',
  summary: 'The teacher moves probability from the reference towards the target of 4.',
  fileStem: 'aso-stage',
  levels: NINE_LEVELS,
  rows: [
    { key: 'reference', label: 'Reference', values: REFERENCE, kind: 'share' },
    { key: 'factor', label: 'Boltzmann factor exp(R/λ)', values: REWARDS.map(Math.exp), kind: 'factor' },
    { key: 'teacher', label: 'Teacher π*', values: CURRENT.probabilities, kind: 'share' },
  ],
  target: TARGET,
  settings,
};

export const SWEEP: LambdaSweep = {
  lambdas: LAMBDAS,
  expectedScore: TEACHERS.map(({ probabilities }) => mean(probabilities, SCORES)),
  mode: TEACHERS.map(({ probabilities }) => SCORES[probabilities.indexOf(Math.max(...probabilities))]!),
  entropy: TEACHERS.map(({ probabilities }) => entropyOf(probabilities)),
  kl: TEACHERS.map(({ probabilities }) => klOf(probabilities)),
  expectedReward: TEACHERS.map(({ probabilities }) => mean(probabilities, REWARDS)),
  objective: TEACHERS.map(({ lambda, probabilities }) => mean(probabilities, REWARDS) - lambda * klOf(probabilities)),
  lambda: 1,
  settings,
};

export const RIDGE: LevelRidge = {
  levels: NINE_LEVELS,
  teachers: TEACHERS.filter((_, i) => i % 4 === 0),
  current: CURRENT,
  settings,
};

const pointAt = ({
  lambda,
  probabilities,
}: {
  readonly lambda: number;
  readonly probabilities: readonly number[];
}) => ({
  lambda,
  kl: klOf(probabilities),
  reward: mean(probabilities, REWARDS),
});

export const FRONTIER: RewardFrontier = {
  curve: TEACHERS.map(pointAt),
  current: pointAt(CURRENT),
  others: [
    { name: 'Label smoothing', kl: 1.3, reward: -0.4 },
    { name: 'Gaussian labels', kl: 0.8, reward: -0.5 },
    { name: 'One-hot', kl: Infinity, reward: 0 },
  ],
  settings,
};

const exact = CURRENT.probabilities.map((p, s) => p - REFERENCE[s]!);

export const GRADIENT: GradientEstimate = {
  levels: NINE_LEVELS,
  mean: exact.map((value, s) => value * 0.9 + 0.01 * Math.sin(s)),
  deviation: exact.map((_, s) => 0.05 + 0.04 * Math.cos(s) ** 2),
  expected: exact.map((value) => value * 0.9),
  objective: exact.map((value) => value * 0.6),
  aso: exact,
  draws: 1000,
  groupSize: 8,
  settings,
};

function trackOf(rate: number, noise: number): Track {
  return Array.from({ length: 60 }, (_, step): Standing => {
    const left = Math.exp(-rate * step);
    const expectedReward = -0.35 - 0.7 * left + noise * Math.sin(step * 1.7);
    return { expectedReward, mae: -expectedReward, kl: 0.6 * (1 - left), entropy: 1.4 + 0.6 * left };
  });
}

export const RACE: RaceCurves = {
  tracks: { sft: trackOf(0.09, 0), grpo: trackOf(0.04, 0.03), aso: trackOf(0.07, 0) },
  length: 80,
  settings,
};
