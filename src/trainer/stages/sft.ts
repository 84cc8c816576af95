import type { Random, Result } from '../../base';
import { rationaleWords } from '../../quality';
import { TRAINED_DIMENSIONS } from '../../corpus';
import type { Network } from '../network/network';
import { initialWeights, overlaid } from '../network/parameters';
import { AnswerRows } from '../training/answer-rows';
import type { Form } from '../training/answers';
import type { Draw } from '../training/batch';
import { clipInput, drawClips } from '../training/batch';
import { drawDropoutMasks } from '../training/dropout';
import type { LossWeights, Targets } from '../training/loss';
import { artifactTargets } from '../training/artifact-targets';
import { questionsFor } from '../training/questions';
import type { PathwayMask } from '../training/pathway-mask';
import type { Softness } from '../training/targets';
import { observationsFor, ratingWord, softLevels } from '../training/targets';
import type { StageRun } from './loop';
import { runStage } from './loop';
import type { StageOptions, Trained } from './stage';
import { supervisedStep } from './supervised';
import { validator } from './validate';

/** Options of supervised fine-tuning. */
export interface SftOptions extends StageOptions {
  readonly form: Form;
  /** Whole answers per clip and step; the rating of every dimension is trained at its prompt in any case. */
  readonly answersPerClip: number;
  readonly softness: Softness;
  readonly weigh: LossWeights;
  /**
   * Dropout rate inside the summary heads, as in their own training. Without it, the rest of the network would rely too
   * much on their output, which is more accurate on training clips than on others.
   */
  readonly dropout: number;
}

/**
 * Supervised fine-tuning (Q-Save 4.3, SFT cold start): cross-entropy and squared error of the expected score (4.2.3) on
 * the training split, from the trained `summaryHeads` and, for the rest, random weights or those of `from`. Errors: see
 * `runStage`.
 */
export function trainSft(run: StageRun<SftOptions>, summaryHeads: Trained, from?: Network): Promise<Result<Trained>> {
  const { source, subject, options } = run;
  const { shape, pathwayMask, seed } = subject;
  const step = supervisedStep(shape, options.weigh, options.form, options.optimiser);
  const start = () => ({
    weights: overlaid(from?.weights ?? initialWeights(shape, seed), summaryHeads.weights),
    scalings: summaryHeads.scalings,
    steps: summaryHeads.steps,
  });
  return runStage(run, start, {
    clips: source.labels('train').map((_, index) => index),
    updates: 1,
    step: (task) => {
      const draws = drawClips(source, task.indices, options.rows, task.random);
      const input = clipInput(draws, source.units, task.scalings);
      const targets = sftTargets(draws, options, pathwayMask, task.random);
      const dropout = drawDropoutMasks(shape, draws.length, options.dropout, task.random);
      return step(task, { ...input, dropout }, targets);
    },
    validate: validator(run, options.form),
  });
}

/** Soft ratings of every dimension, and `answersPerClip` whole answers for random dimensions. */
export function sftTargets(
  draws: readonly Draw[],
  { form, answersPerClip, softness }: Pick<SftOptions, 'form' | 'answersPerClip' | 'softness'>,
  pathwayMask: PathwayMask,
  random: Random,
): Targets {
  const answers = new AnswerRows(draws.length, answersPerClip, form, pathwayMask);
  for (const { clip, orientation } of draws) {
    for (const id of random.shuffle(TRAINED_DIMENSIONS).slice(0, answersPerClip)) {
      const { mos } = clip.label.dimensionRatings[id];
      answers.add({
        id,
        rating: ratingWord(id, mos),
        rationale: rationaleWords(observationsFor(clip.label, id, orientation)),
        masses: softLevels(id, mos, softness),
        mos,
      });
    }
  }
  const questions = questionsFor(draws.length, pathwayMask, (index, id) => {
    const { mos } = draws[index]!.clip.label.dimensionRatings[id];
    return { masses: softLevels(id, mos, softness), mos };
  });
  return { questions, answers: answers.tensors(), artifacts: artifactTargets(draws.map(({ clip }) => clip.label)) };
}
