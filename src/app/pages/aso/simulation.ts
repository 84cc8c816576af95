import { createRandom } from '../../../base';
import type { DrawnGroup, GradientComparison, GradientStatistics, GrpoPolicies } from '../../../policy';
import {
  compareGradients,
  drawGroup,
  expectedGradient,
  finiteGroupAdvantages,
  gradientStatistics,
  groupObjective,
  imitationGradient,
  largeGroupAdvantages,
  mixture,
  objectiveGradient,
  sampleObjective,
} from '../../../policy';
import type { Problem } from './problem';

/** One GRPO step from the policy's position with a group drawn at its earlier position. */
export interface Simulation {
  readonly problem: Problem;
  readonly group: DrawnGroup;
  readonly samples: readonly Sample[];
  /** J of the drawn group: the mean over its samples. */
  readonly groupObjective: number;
  readonly statistics: GradientStatistics;
  /** Exact mean of the estimate. Undefined where there are too many groups to enumerate. */
  readonly expected: Float64Array | undefined;
  /** Gradient of F at the policy. */
  readonly objective: Float64Array;
  readonly aso: Float64Array;
  readonly grpoComparison: GradientComparison;
  /** Limit of GRPO for an infinite group: no sampling noise, but still divided by the deviation. */
  readonly endlessComparison: GradientComparison;
  readonly asoComparison: GradientComparison;
}

/** One sampled level with its terms of GRPO. */
export interface Sample {
  readonly level: number;
  readonly reward: number;
  readonly advantage: number;
  /** Probability now over probability when drawn. */
  readonly ratio: number;
  /** Clipped surrogate minus the weighted KL estimate. */
  readonly adds: number;
}

export function simulate(problem: Problem): Simulation {
  const { settings, reference, rewards, teacher } = problem;
  const { groupSize, clip, klWeight, draws, seed, lambda } = settings;
  const policies: GrpoPolicies = {
    current: mixture(reference, teacher.probabilities, settings.policyAt),
    old: mixture(reference, teacher.probabilities, settings.drawnAt),
    reference,
  };
  const { current, old } = policies;
  const options = { clip, klWeight };
  const group = drawGroup(policies, rewards, groupSize, options, createRandom(seed));
  const statistics = gradientStatistics(policies, rewards, groupSize, options, draws, createRandom(`${seed}/many`));
  const means = finiteGroupAdvantages(old, rewards, groupSize);
  const expected = means === undefined ? undefined : expectedGradient(policies, means, options);
  const endless = expectedGradient(policies, largeGroupAdvantages(old, rewards), options);
  // At infinite lambda the teacher is the reference, where the KL term has gradient 0.
  const objective = objectiveGradient(current, reference, rewards, lambda === Infinity ? 0 : lambda);
  const aso = imitationGradient(current, teacher.probabilities);
  return {
    problem,
    group,
    samples: samplesOf(policies, group, options),
    groupObjective: groupObjective(policies, group.actions, group.advantages, options),
    statistics,
    expected,
    objective,
    aso,
    grpoComparison: compareGradients(expected ?? statistics.mean, statistics.variance, objective),
    endlessComparison: compareGradients(endless, new Float64Array(endless.length), objective),
    asoComparison: compareGradients(aso, new Float64Array(aso.length), objective),
  };
}

function samplesOf(
  policies: GrpoPolicies,
  { actions, rewards, advantages }: DrawnGroup,
  options: { readonly clip: number; readonly klWeight: number },
): readonly Sample[] {
  return Array.from(actions, (level, i) => ({
    level,
    reward: rewards[i]!,
    advantage: advantages[i]!,
    ratio: policies.current[level]! / policies.old[level]!,
    adds: sampleObjective(policies, level, advantages[i]!, options),
  }));
}
