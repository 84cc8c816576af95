import type { Random, Result } from '../../base';
import { fail } from '../../base';
import type { TrainedDimension } from '../../corpus';
import { TRAINED_DIMENSIONS } from '../../corpus';
import { AnswerRows } from '../training/answer-rows';
import type { Draw } from '../training/batch';
import { clipInput, drawClips } from '../training/batch';
import type { LossWeights, Targets } from '../training/loss';
import { artifactTargets } from '../training/artifact-targets';
import { questionsFor } from '../training/questions';
import { orientRegion, turnWords } from '../training/regions';
import type { Rollout } from '../training/rollouts';
import type { Softness } from '../training/targets';
import { softLevels } from '../training/targets';
import type { StageRun } from './loop';
import { runStage } from './loop';
import type { StageOptions, Trained } from './stage';
import { supervisedStep } from './supervised';
import { validator } from './validate';

export interface CoolOffOptions extends StageOptions {
  readonly answersPerClip: number;
  readonly softness: Softness;
  readonly weigh: LossWeights;
}

/** A clip's right rollouts by dimension. */
export type RightAnswers = ReadonlyMap<TrainedDimension, readonly Rollout[]>;

/**
 * The cool-off (Q-Save 4.3): SFT on the right rollouts of GRPO, rewritten as `rating <think> rationale </think>`, so
 * that the rating does not depend on a sampled rationale. Errors: see `runStage`; `invalid-option` where too few
 * rollouts are right.
 */
export async function trainCoolOff(
  run: StageRun<CoolOffOptions>,
  from: Trained,
  rollouts: readonly Rollout[],
): Promise<Result<Trained>> {
  const { source, subject, options } = run;
  const byClip = groupRollouts(rollouts);
  if (byClip.size < options.clipsPerBatch) {
    return fail(
      'invalid-option',
      `Only ${byClip.size} clips have a rollout with the right rating; the cool-off needs ${options.clipsPerBatch}. Train SFT and GRPO longer, or GRPO again where its rollouts were deleted.`,
    );
  }
  const step = supervisedStep(subject.shape, options.weigh, 'rating-first', options.optimiser);
  return runStage(run, () => from, {
    clips: [...byClip.keys()].toSorted((a, b) => a - b),
    updates: 1,
    step: (task) => {
      const draws = drawClips(source, task.indices, options.rows, task.random);
      const answers = task.indices.map((index) => byClip.get(index) ?? new Map<TrainedDimension, Rollout[]>());
      return step(
        task,
        clipInput(draws, source.units, task.scalings),
        coolOffTargets({ draws, random: task.random }, answers, options, run),
      );
    },
    validate: validator(run, 'rating-first'),
  });
}

export function groupRollouts(rollouts: readonly Rollout[]): Map<number, Map<TrainedDimension, Rollout[]>> {
  const byClip = new Map<number, Map<TrainedDimension, Rollout[]>>();
  for (const rollout of rollouts) {
    const ofClip = byClip.get(rollout.clip) ?? new Map<TrainedDimension, Rollout[]>();
    ofClip.set(rollout.id, [...(ofClip.get(rollout.id) ?? []), rollout]);
    byClip.set(rollout.clip, ofClip);
  }
  return byClip;
}

function coolOffTargets(
  { draws, random }: { draws: readonly Draw[]; random: Random },
  right: readonly RightAnswers[],
  { answersPerClip, softness }: CoolOffOptions,
  { subject }: Pick<StageRun, 'subject'>,
): Targets {
  const answers = new AnswerRows(draws.length, answersPerClip, 'rating-first', subject.pathwayMask);
  draws.forEach(({ clip, orientation }, index) => {
    for (const rollout of pick(right[index]!, answersPerClip, random)) {
      if (rollout === undefined) {
        answers.skip();
        continue;
      }
      const { id, rating } = rollout;
      const { mos } = clip.label.dimensionRatings[id];
      const rationale = turnWords(rollout.rationale, (region) => orientRegion(region, orientation));
      answers.add({ id, rating, rationale, masses: softLevels(id, mos, softness), mos });
    }
  });
  const questions = questionsFor(draws.length, subject.pathwayMask, (index, id) => {
    if (!right[index]!.has(id)) return undefined;
    const { mos } = draws[index]!.clip.label.dimensionRatings[id];
    return { masses: softLevels(id, mos, softness), mos };
  });
  return { questions, answers: answers.tensors(), artifacts: artifactTargets(draws.map(({ clip }) => clip.label)) };
}

/** One rollout each of up to `count` dimensions, filled up with undefined. */
function pick(right: RightAnswers, count: number, random: Random): (Rollout | undefined)[] {
  const ids = random.shuffle(TRAINED_DIMENSIONS.filter((id) => right.has(id)));
  return Array.from({ length: count }, (_, i) => {
    const id = ids[i];
    return id === undefined ? undefined : random.pick(right.get(id)!);
  });
}
