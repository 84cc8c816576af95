import type { Random, Result } from '../../base';
import type { GrpoOptions as Objective } from '../../policy';
import { groupAdvantages } from '../../policy';
import type { TrainedDimension } from '../../corpus';
import { TRAINED_DIMENSIONS } from '../../corpus';
import type { Tensors } from '../engine/jax';
import { jit, tensor, tree } from '../engine/jax';
import type { ClipInput } from '../network/forward';
import { SUMMARY_HEAD_BANKS, layoutOf } from '../network/parameters';
import { FED_LENGTH } from '../training/answer-rows';
import type { Reading } from '../training/answers';
import { readAnswer } from '../training/answers';
import type { Draw } from '../training/batch';
import { clipInput, drawClips } from '../training/batch';
import { upload } from '../training/optimiser';
import type { PolicyBatch, PolicyParts, PolicyAnswers } from '../training/policy-loss';
import { policyLoss, policyAnswerLogs } from '../training/policy-loss';
import { turnWords, uprightRegion } from '../training/regions';
import { isRight, rewardOf } from '../training/reward';
import type { Rollout, RolloutStore } from '../training/rollouts';
import { policyAnswerRows } from '../training/policy-answers';
import { makeStep } from '../training/step';
import type { Answer } from '../training/writer';
import { makeWriter, sampler } from '../training/writer';
import type { StageRun, StepMetrics, StepTask } from './loop';
import { runStage } from './loop';
import type { StageOptions, Trained } from './stage';
import { metricsOf } from './supervised';
import { validator } from './validate';

/** Group relative policy optimisation: the baseline of both papers (Q-Save 4.3; ASO 4.1, Stage II). */
export interface GrpoOptions extends StageOptions, Objective {
  /** G: number of answers to one prompt, whose rewards are normalised together. */
  readonly rollouts: number;
  /** Dimensions per clip and step, picked at random. */
  readonly promptsPerClip: number;
  /** Updates on the same rollouts; the ratio differs from 1 from the second on. */
  readonly updates: number;
}

/** A rollout with its reward. */
interface RewardedAnswer {
  readonly answer: Answer;
  readonly reading: Reading;
  readonly reward: number;
  /** The clip's number in the batch. */
  readonly clip: number;
}

/**
 * Improves the SFT policy `from` with its own answers, sampled without a grammar; the SFT policy is the reference of
 * the KL. Right answers are added to `store` for the cool-off. Errors: see `runStage`.
 */
export function trainGrpo(run: StageRun<GrpoOptions>, from: Trained, store: RolloutStore): Promise<Result<Trained>> {
  const { source, subject, options } = run;
  const { shape, pathwayMask } = subject;
  const layout = layoutOf(shape);
  const writer = makeWriter(shape, pathwayMask);
  const reference = upload(from.weights, layout);
  const logsOf = jit((banks: Tensors, input: ClipInput, written: PolicyAnswers) =>
    policyAnswerLogs(banks, input, written, shape),
  );
  const update = makeStep<PolicyBatch, PolicyParts>(
    (weights: Tensors, input: ClipInput, judged: PolicyBatch) => policyLoss(weights, input, judged, shape, options),
    options.optimiser,
    layout.banks,
    SUMMARY_HEAD_BANKS,
  );

  const step = async (task: StepTask) => {
    const draws = drawClips(source, task.indices, options.rows, task.random);
    const input = clipInput(draws, source.units, task.scalings);
    const asked = draws.map(() => prompts(options, task.random));
    const answers = await writer.write(task.state.weights, tree.ref(input), asked, sampler(task.random));
    const rollouts = rewarded(answers, draws);
    store.add(rightRollouts(rollouts, draws, task));
    const { written, logs } = policyAnswerRows(answers, draws.length, pathwayMask);
    const sides = [answers.length, FED_LENGTH];
    const judged: PolicyBatch = {
      advantages: tensor(
        advantagesOf(
          rollouts.map(({ reward }) => reward),
          options.rollouts,
        ),
        [answers.length],
      ),
      old: tensor(logs, sides),
      reference: logsOf(tree.ref(reference), tree.ref(input), tree.ref(written)),
      written,
    };
    let state = task.state;
    let metrics: StepMetrics = { loss: 0, gradientNorm: 0 };
    for (let n = 0; n < options.updates; n++) {
      const result = update(state, tree.ref(input), tree.ref(judged), task.scalars(n));
      state = result.state;
      metrics = await metricsOf(result);
    }
    tree.dispose([input, judged]);
    return { state, metrics: { ...metrics, ...rolloutMetrics(rollouts) } };
  };
  const work = {
    clips: source.labels('train').map((_, index) => index),
    updates: options.updates,
    begin: (done: number) => store.rewind(done),
    step,
    validate: validator(run, 'rationale-first'),
  };
  return runStage(run, () => from, work).finally(() => tree.dispose(reference));
}

/** Each of the picked dimensions G times in a row, so that groups are consecutive. */
function prompts({ promptsPerClip, rollouts }: GrpoOptions, random: Random): TrainedDimension[] {
  const ids = random.shuffle(TRAINED_DIMENSIONS).slice(0, promptsPerClip);
  return ids.flatMap((id) => Array.from({ length: rollouts }, () => id));
}

function rewarded(answers: readonly Answer[], draws: readonly Draw[]): RewardedAnswer[] {
  const perClip = answers.length / draws.length;
  return answers.map((answer, index) => {
    const clip = Math.floor(index / perClip);
    const reading = readAnswer(answer.id, answer.words);
    const reward = rewardOf(answer.id, reading, draws[clip]!.clip.label.dimensionRatings[answer.id].mos);
    return { answer, reading, reward, clip };
  });
}

/** Advantages within each group of `size` consecutive answers. */
export function advantagesOf(rewards: readonly number[], size: number): Float32Array {
  const advantages = new Float32Array(rewards.length);
  for (let at = 0; at < rewards.length; at += size) advantages.set(groupAdvantages(rewards.slice(at, at + size)), at);
  return advantages;
}

/** The answers for the cool-off: well-formed ones with the right rating. */
function rightRollouts(
  judged: readonly RewardedAnswer[],
  draws: readonly Draw[],
  { indices, step }: Pick<StepTask, 'indices' | 'step'>,
): Rollout[] {
  return judged.flatMap(({ answer: { id }, reading: { rating, rationale, wellFormed }, clip }): Rollout[] => {
    const { orientation, clip: packed } = draws[clip]!;
    if (!wellFormed || rating === undefined || rationale === undefined) return [];
    if (!isRight(id, rating.word, packed.label.dimensionRatings[id].mos)) return [];
    const upright = turnWords(rationale, (region) => uprightRegion(region, orientation));
    return [{ step, clip: indices[clip]!, id, rating: rating.word, rationale: upright }];
  });
}

/** Means over the answers, for the journal. */
function rolloutMetrics(
  judged: readonly RewardedAnswer[],
): Record<'reward' | 'entropy' | 'wellFormed' | 'words', number> {
  const mean = (of: (each: RewardedAnswer) => number): number =>
    judged.reduce((sum, each) => sum + of(each), 0) / judged.length;
  return {
    reward: mean(({ reward }) => reward),
    entropy: mean(({ answer }) => answer.entropy),
    wellFormed: mean(({ reading }) => (reading.wellFormed ? 1 : 0)),
    words: mean(({ answer }) => answer.words.length),
  };
}
