import { entropy, expectation, gaussian, klDivergence, regularisedObjective, smoothedOneHot } from '../../../policy';
import { once } from './once';
import type { Problem } from './problem';

/** A distribution that a model can be trained on, with its value of ASO's objective. */
export interface SoftTarget {
  readonly key: 'teacher' | 'one-hot' | 'smoothed' | 'gaussian-label';
  readonly name: string;
  readonly probabilities: Float64Array;
  readonly expectedScore: number;
  /** Expected |s - s*|, in score points. */
  readonly mae: number;
  readonly entropy: number;
  /** KL to the reference. Infinity outside its support. */
  readonly kl: number;
  readonly expectedReward: number;
  /** F, eq. 4. -Infinity outside the reference's support. */
  readonly objective: number;
}

/** The three usual targets. They do not depend on reference and reward. */
export const usualTargets = once((problem: Problem): readonly SoftTarget[] => {
  const { scores, truth, settings } = problem;
  return [
    worthOf(problem, 'one-hot', 'One-hot', smoothedOneHot(scores.length, truth)),
    worthOf(problem, 'smoothed', 'Label smoothing', smoothedOneHot(scores.length, truth, settings.labelSmoothing)),
    worthOf(problem, 'gaussian-label', 'Gaussian labels', gaussian(scores, settings.target, settings.labelSigma)),
  ];
});

export function teacherTarget(problem: Problem): SoftTarget {
  return worthOf(problem, 'teacher', 'Teacher π*', problem.teacher.probabilities);
}

function worthOf(problem: Problem, key: SoftTarget['key'], name: string, probabilities: Float64Array): SoftTarget {
  const { scores, reference, rewards, settings } = problem;
  return {
    key,
    name,
    probabilities,
    expectedScore: expectation(probabilities, scores),
    mae: expectation(
      probabilities,
      scores.map((score) => Math.abs(score - settings.target)),
    ),
    entropy: entropy(probabilities),
    kl: klDivergence(probabilities, reference),
    expectedReward: expectation(probabilities, rewards),
    objective: regularisedObjective(probabilities, reference, rewards, settings.lambda),
  };
}
