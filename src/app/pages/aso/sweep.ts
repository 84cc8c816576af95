import { asoTeacher, expectation, mode } from '../../../policy';
import type { LambdaSweep, LevelRidge, RewardFrontier } from '../../../charts';
import type { Problem } from './problem';
import { settingsRecord } from './settings-record';
import type { SoftTarget } from './soft-target-list';

/** Twenty lambdas per decade from 0.01 to 100. */
export const SWEPT_LAMBDAS: readonly number[] = Array.from({ length: 81 }, (_, i) => 10 ** (-2 + i / 20));
/** Every fifth lambda is a row of the ridge plot. */
const RIDGE_STRIDE = 5;

export interface Swept {
  readonly sweep: LambdaSweep;
  readonly ridge: LevelRidge;
  readonly frontier: RewardFrontier;
}

/** The teacher at every lambda of the sweep, as its three charts need it. */
export function sweepLambda(problem: Problem, others: readonly SoftTarget[]): Swept {
  const { reference, rewards, scores, levels, teacher } = problem;
  const { lambda } = problem.settings;
  const settings = settingsRecord(problem.settings);
  const teachers = SWEPT_LAMBDAS.map((each) => asoTeacher(reference, rewards, each));
  return {
    sweep: {
      lambdas: SWEPT_LAMBDAS,
      expectedScore: teachers.map(({ probabilities }) => expectation(probabilities, scores)),
      mode: teachers.map(({ probabilities }) => scores[mode(probabilities)]!),
      entropy: teachers.map(({ entropy }) => entropy),
      kl: teachers.map(({ kl }) => kl),
      expectedReward: teachers.map(({ expectedReward }) => expectedReward),
      objective: teachers.map(({ objective }) => objective),
      lambda,
      settings,
    },
    ridge: {
      levels,
      teachers: teachers
        .map(({ probabilities }, i) => ({ lambda: SWEPT_LAMBDAS[i]!, probabilities }))
        .filter((_, i) => i % RIDGE_STRIDE === 0),
      current: { lambda, probabilities: teacher.probabilities },
      settings,
    },
    frontier: {
      curve: teachers.map(({ kl, expectedReward }, i) => ({ lambda: SWEPT_LAMBDAS[i]!, kl, reward: expectedReward })),
      current: { lambda, kl: teacher.kl, reward: teacher.expectedReward },
      others: others.map(({ name, kl, expectedReward }) => ({ name, kl, reward: expectedReward })),
      settings,
    },
  };
}
