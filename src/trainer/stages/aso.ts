import type { Result } from '../../base';
import { absoluteReward, asoTeacher, rewardVector } from '../../policy';
import type { TrainedDimension } from '../../corpus';
import { TRAINED_DIMENSIONS } from '../../corpus';
import type { Tensors } from '../engine/jax';
import { jit, read, tree } from '../engine/jax';
import type { ClipInput } from '../network/forward';
import { layoutOf } from '../network/parameters';
import { VOCABULARY, levelsOfDimension, wordId } from '../network/shape';
import { AnswerRows } from '../training/answer-rows';
import { readAnswer } from '../training/answers';
import type { Draw } from '../training/batch';
import { clipInput, drawClips } from '../training/batch';
import type { Questions } from '../training/loss';
import { promptShares } from '../training/loss';
import { upload } from '../training/optimiser';
import { artifactTargets } from '../training/artifact-targets';
import { questionsFor } from '../training/questions';
import { ratingWord } from '../training/targets';
import type { Answer } from '../training/writer';
import { makeWriter, sampler } from '../training/writer';
import type { StageRun, StepMetrics, StepTask } from './loop';
import { runStage } from './loop';
import type { StageOptions, Trained } from './stage';
import { supervisedStep } from './supervised';
import { validator } from './validate';

/** Analytic Score Optimisation (paper ASO, 4.2 and C.1). */
export interface AsoOptions extends StageOptions {
  /** lambda: strength of the regularisation towards the SFT policy. */
  readonly lambda: number;
  /** Reward lost by a score point: R = -beta |s - s*|. */
  readonly beta: number;
  readonly answersPerClip: number;
  /**
   * Weight of the cross-entropy of the SFT policy's own rationales: the sampled form of the KL over the whole answer,
   * the regulariser of the paper (end of 4.2). Up to a constant it is KL(pi_ref || pi) of the words.
   */
  readonly rationale: number;
  /** Weight of the same objective on the ratings right after the prompts; see LossWeights. */
  readonly prompt: number;
  /** Weight of the cross-entropy of the artifacts; see LossWeights. */
  readonly artifacts: number;
}

/**
 * Trains the SFT policy `from` towards the closed-form teacher (eq. 8) with that policy as reference: it writes a
 * rationale, its level distribution after the rationale is the prior of the teacher, and the MOS is s*. Errors: see
 * `runStage`.
 */
export function trainAso(run: StageRun<AsoOptions>, from: Trained): Promise<Result<Trained>> {
  const { source, subject, options } = run;
  const { shape, pathwayMask } = subject;
  const writer = makeWriter(shape, pathwayMask);
  const reference = upload(from.weights, layoutOf(shape));
  const sharesOf = jit((banks: Tensors, input: ClipInput) => promptShares(banks, input, shape, pathwayMask));
  const weigh = {
    rating: 1,
    score: 0,
    rationale: options.rationale,
    prompt: options.prompt,
    artifacts: options.artifacts,
  };
  const learn = supervisedStep(shape, weigh, 'rationale-first', options.optimiser);

  const step = async (task: StepTask) => {
    const { random } = task;
    const draws = drawClips(source, task.indices, options.rows, random);
    const input = clipInput(draws, source.units, task.scalings);
    const asked = draws.map(() => random.shuffle(TRAINED_DIMENSIONS).slice(0, options.answersPerClip));
    const written = await writer.write(reference, tree.ref(input), asked, sampler(random));
    const shares = await read(sharesOf(tree.ref(reference), tree.ref(input)));
    const { rows, kl, teachable } = teach(written, draws, run);
    const questions = promptTeachers(shares, draws, run);
    const result = await learn(task, input, {
      questions,
      answers: rows.tensors(),
      artifacts: artifactTargets(draws.map(({ clip }) => clip.label)),
    });
    const metrics: StepMetrics = { ...result.metrics, teacherKl: kl, teachable };
    return { state: result.state, metrics };
  };
  const work = {
    clips: source.labels('train').map((_, index) => index),
    updates: 1,
    step,
    validate: validator(run, 'rationale-first'),
  };
  return runStage(run, () => from, work).finally(() => tree.dispose(reference));
}

/** The teacher distribution over a dimension's levels, and its KL divergence from the reference. */
export function teacherOf(
  id: TrainedDimension,
  reference: readonly number[],
  mos: number,
  { lambda, beta }: Pick<AsoOptions, 'lambda' | 'beta'>,
): { masses: number[]; kl: number } {
  const scores = levelsOfDimension(id).map((level) => level.score);
  const rewards = rewardVector(scores, (score) => absoluteReward(score, mos, beta));
  const { probabilities, kl } = asoTeacher(reference, rewards, lambda);
  return { masses: [...probabilities], kl };
}

/** The written answers with the teacher distribution at their ratings. Answers without a rating are skipped. */
function teach(
  written: readonly Answer[],
  draws: readonly Draw[],
  { subject, options }: StageRun<AsoOptions>,
): { rows: AnswerRows; kl: number; teachable: number } {
  const rows = new AnswerRows(draws.length, options.answersPerClip, 'rationale-first', subject.pathwayMask);
  let kl = 0;
  let teachable = 0;
  written.forEach(({ id, words, levels }, index) => {
    const { rationale, wellFormed } = readAnswer(id, words);
    if (!wellFormed || rationale === undefined || levels === undefined) {
      rows.skip();
      return;
    }
    const { mos } = draws[Math.floor(index / options.answersPerClip)]!.clip.label.dimensionRatings[id];
    const teacher = teacherOf(id, levels, mos, options);
    kl += teacher.kl;
    teachable++;
    rows.add({ id, rating: ratingWord(id, mos), rationale, masses: teacher.masses, mos });
  });
  return { rows, kl: kl / Math.max(1, teachable), teachable: teachable / written.length };
}

function promptTeachers(
  shares: Float32Array,
  draws: readonly Draw[],
  { subject, options }: StageRun<AsoOptions>,
): Questions {
  return questionsFor(draws.length, subject.pathwayMask, (index, id) => {
    const from = (index * TRAINED_DIMENSIONS.length + TRAINED_DIMENSIONS.indexOf(id)) * VOCABULARY.length;
    const reference = levelsOfDimension(id).map((level) => shares[from + wordId(level.word)]!);
    const { mos } = draws[index]!.clip.label.dimensionRatings[id];
    return { masses: teacherOf(id, reference, mos, options).masses, mos };
  });
}
