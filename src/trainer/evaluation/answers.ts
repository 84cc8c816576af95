import { expectedScore } from '../../quality';
import type { Split } from '../../corpus';
import { TRAINED_DIMENSIONS } from '../../corpus';
import { tree } from '../engine/jax';
import { layoutOf } from '../network/parameters';
import { levelsOfDimension } from '../network/shape';
import { readAnswer } from '../training/answers';
import type { BatchRows } from '../training/batch';
import { clipInput, evenDraw } from '../training/batch';
import { upload } from '../training/optimiser';
import type { ClipSource } from '../training/source';
import type { Writer } from '../training/writer';
import { likeliest } from '../training/writer';
import { agreement } from './agreement';
import type { Evaluation } from './network';
import type { Network } from '../network/network';

/** Clips per call. A last short batch is filled up, so that nothing compiles again. */
const CLIPS_PER_CALL = 8;

/** Score of an answer without a rating: the middle of the scale. */
const NO_RATING_SCORE = 3;

export interface AnswerEvaluation {
  readonly evaluation: Evaluation;
  /** Fraction of the answers in the rationale-first form with a grammatical rationale. */
  readonly wellFormed: number;
}

/**
 * Scores a split with the rationale before the rating: each dimension's answer is written greedily and without a
 * grammar, and the score is the expectation over the level words at the place of the rating (Q-Save 4.2.2).
 */
export async function evaluateAnswers(
  source: ClipSource,
  split: Split,
  network: Network,
  rows: BatchRows,
  writer: Writer,
): Promise<AnswerEvaluation> {
  const banks = upload(network.weights, layoutOf(network.shape));
  const labels = source.labels(split);
  const scores: number[][] = TRAINED_DIMENSIONS.map(() => []);
  let wellFormed = 0;
  for (let from = 0; from < labels.length; from += CLIPS_PER_CALL) {
    const indices = Array.from({ length: CLIPS_PER_CALL }, (_, i) => Math.min(from + i, labels.length - 1));
    const draws = indices.map((index) => evenDraw(source.clip(split, index), rows));
    const input = clipInput(draws, source.units, network.scalings);
    const answers = await writer.write(
      banks,
      input,
      indices.map(() => TRAINED_DIMENSIONS),
      likeliest,
    );
    answers
      .slice(0, TRAINED_DIMENSIONS.length * Math.min(CLIPS_PER_CALL, labels.length - from))
      .forEach((answer, at) => {
        if (readAnswer(answer.id, answer.words).wellFormed) wellFormed++;
        const levels = levelsOfDimension(answer.id);
        const score = answer.levels === undefined ? NO_RATING_SCORE : expectedScore(levels, answer.levels);
        scores[at % TRAINED_DIMENSIONS.length]!.push(score);
      });
  }
  tree.dispose(banks);
  const evaluation = TRAINED_DIMENSIONS.map((id, column) =>
    agreement(
      id,
      scores[column]!,
      labels.map((label) => label.dimensionRatings[id].mos),
    ),
  );
  return { evaluation, wellFormed: wellFormed / (labels.length * TRAINED_DIMENSIONS.length) };
}
