import type { Tensor, Tensors } from '../engine/jax';
import { nn, np } from '../engine/jax';
import type { CrossMemory } from '../network/decoder';
import { FORBIDDEN, crossMemory, decode, disposeCrossMemory } from '../network/decoder';
import type { ClipInput } from '../network/forward';
import { artifactLogits } from '../network/artifacts';
import { encodeForDecoder, encodeClips } from '../network/forward';
import type { Reader } from '../network/layers';
import { reader } from '../network/layers';
import { layoutOf } from '../network/parameters';
import type { NetworkShape } from '../network/shape';
import { PROMPT_WORDS, VOCABULARY, levelsOfDimension, wordId } from '../network/shape';
import { TRAINED_DIMENSIONS } from '../../corpus';
import { promptOf } from '../../quality';
import type { Form } from './answers';
import { crossEntropy } from './cross-entropy';
import type { PathwayMask } from './pathway-mask';
import { pathwayFlags } from './pathway-mask';

/** Weights of the parts of the loss. */
export interface LossWeights {
  /** alpha of Q-Save 4.2.3: cross-entropy of the rating word against its soft target. */
  readonly rating: number;
  /** beta of Q-Save 4.2.3: squared error of the expected score, in score points. */
  readonly score: number;
  /** Cross-entropy of the other words of an answer. */
  readonly rationale: number;
  /**
   * Rationale first only: weight of the ratings right after the prompts, relative to those after the rationale. There
   * the softmax is over the levels only, since the next word of such an answer is `<think>`.
   */
  readonly prompt: number;
  /** Cross-entropy of every artifact with the share of raters who see it, summed over the artifacts. */
  readonly artifacts: number;
}

/** Targets of the ratings of every dimension right after its prompt. */
export type Questions = {
  /** [batch, dimensions, vocabulary]: the rating word's soft target. */
  ratings: Tensor;
  /** [batch, dimensions]: MOS on 1..5. */
  mos: Tensor;
  /** [batch, dimensions]: 1 where the rating counts, else 0. */
  asked: Tensor;
  /** [batch, dimensions] */
  fastAllowed: Tensor;
  slowAllowed: Tensor;
};

/** Whole answers, `perClip` for each clip: N = batch * perClip. */
export type Answers = {
  /** int32 [N, length]: prompt and answer; the last word is not fed. */
  words: Tensor;
  /** int32 [N, length]: the word that comes next. */
  nextWords: Tensor;
  /** [N, length]: 1 where the next word counts as the rationale's, `<end>` included, else 0. */
  counted: Tensor;
  /** [N, length]: 1 where the next word is the rating; all 0 for an answer that does not count. */
  ratingAt: Tensor;
  /** [N, vocabulary]: the rating word's soft target. */
  ratings: Tensor;
  /** [N]: MOS on 1..5. */
  mos: Tensor;
  /** [N, dimensions]: which dimension is asked, one-hot. */
  dimensions: Tensor;
  /** [batch, perClip] */
  fastAllowed: Tensor;
  slowAllowed: Tensor;
};

/** Targets of the artifacts. */
export type ArtifactTargets = {
  /** [batch, ARTIFACTS]: share of raters who see it, 0..1. */
  shares: Tensor;
};

export type Targets = { questions: Questions; answers: Answers; artifacts: ArtifactTargets };

/** Logits of the rating word for every clip and dimension, [batch, dimensions, vocabulary]. */
export function promptLogits(
  allowed: { fastAllowed: Tensor; slowAllowed: Tensor },
  memory: CrossMemory,
  read: Reader,
  shape: NetworkShape,
): Tensor {
  const { batch } = memory;
  const perClip = TRAINED_DIMENSIONS.length;
  const one = Int32Array.from(TRAINED_DIMENSIONS.flatMap((id) => promptOf(id).map(wordId)));
  const words = np.tile(np.array(one, { shape: [perClip, PROMPT_WORDS], dtype: np.int32 }), [batch, 1]);
  return decode({ words, ...allowed, perClip }, memory, read, shape)
    .reshape([batch, perClip, PROMPT_WORDS, VOCABULARY.length])
    .slice([], [], PROMPT_WORDS - 1);
}

/** [dimensions, vocabulary]: 0 at the words of the dimension's scale, FORBIDDEN elsewhere; and each word's score. */
function scales(): { bias: Tensor; scores: Tensor } {
  const size = VOCABULARY.length;
  const sides = [TRAINED_DIMENSIONS.length, size];
  const bias = new Float32Array(TRAINED_DIMENSIONS.length * size).fill(FORBIDDEN);
  const scores = new Float32Array(TRAINED_DIMENSIONS.length * size);
  TRAINED_DIMENSIONS.forEach((id, row) => {
    for (const level of levelsOfDimension(id)) {
      bias[row * size + wordId(level.word)] = 0;
      scores[row * size + wordId(level.word)] = level.score;
    }
  });
  return { bias: np.array(bias, { shape: sides }), scores: np.array(scores, { shape: sides }) };
}

/** Probabilities over the words of the scale, 0 for others (Q-Save 4.2.2): [batch, dimensions, vocabulary]. */
export function scaleShares(logits: Tensor): Tensor {
  const { bias, scores } = scales();
  scores.dispose();
  return nn.softmax(logits.add(bias), -1);
}

/** Weighted mean; 0 where all weights are 0. */
function weightedMean(values: Tensor, weights: Tensor): Tensor {
  return np.sum(values.mul(weights.ref)).div(np.sum(weights).add(1e-6));
}

type RatingLoss = { rating: Tensor; score: Tensor };

/** Cross-entropy and squared error of the expected score (Q-Save 4.2.3) at the prompts. Consumes everything. */
function promptLoss(logits: Tensor, { ratings, mos, asked }: Questions, form: Form): RatingLoss {
  const { bias, scores } = scales();
  const withinScale = logits.ref.add(bias);
  const scored = form === 'rating-first' ? logits : (logits.dispose(), withinScale.ref);
  const entropy = np.sum(nn.logSoftmax(scored, -1).mul(ratings), -1).mul(-1);
  const expected = np.sum(nn.softmax(withinScale, -1).mul(scores), -1);
  const error = np.square(expected.sub(mos));
  return { rating: weightedMean(entropy, asked.ref), score: weightedMean(error, asked) };
}

/** The same at the place of the rating in an answer. [N, length, vocabulary]; consumes everything. */
function ratingLoss(logits: Tensor, { ratingAt, ratings, mos, dimensions }: Answers): RatingLoss {
  const [count, length] = ratingAt.shape as [number, number];
  const there = np.sum(logits.mul(ratingAt.ref.reshape([count, length, 1])), 1);
  const present = np.sum(ratingAt, 1);
  const entropy = np.sum(nn.logSoftmax(there.ref, -1).mul(ratings), -1).mul(-1);
  const { bias, scores } = scales();
  const shares = nn.softmax(there.add(np.matmul(dimensions.ref, bias)), -1);
  const expected = np.sum(shares.mul(np.matmul(dimensions, scores)), -1);
  const error = np.square(expected.sub(mos));
  return { rating: weightedMean(entropy, present.ref), score: weightedMean(error, present) };
}

/** Log-probability of each next word, [N * length]. Consumes both. */
export function wordLogs(logits: Tensor, nextWords: Tensor): Tensor {
  const wanted = nn.oneHot(nextWords.reshape([logits.shape[0]!]), VOCABULARY.length);
  return np.sum(nn.logSoftmax(logits, -1).mul(wanted), -1);
}

export type LossParts = { rating: Tensor; score: Tensor; rationale: Tensor; artifacts: Tensor };

/**
 * Q-Save 4.2.3 for a batch of either form: [loss, its parts]. The parts are those of the rating that the form scores
 * with. Consumes everything given.
 */
export function loss(
  banks: Tensors,
  input: ClipInput,
  { questions, answers, artifacts }: Targets,
  shape: NetworkShape,
  weigh: LossWeights,
  form: Form,
): [Tensor, LossParts] {
  const read = reader(banks, layoutOf(shape));
  const memories = encodeClips(input, read, shape);
  const named = crossEntropy(
    artifactLogits({ ...memories, fast: memories.fast.ref, slow: memories.slow.ref }, read, shape),
    artifacts.shares,
  );
  const memory = crossMemory(memories, read, shape);
  const { fastAllowed, slowAllowed } = questions;
  const atPrompts = promptLoss(promptLogits({ fastAllowed, slowAllowed }, memory, read, shape), questions, form);

  const { words, nextWords, counted } = answers;
  const perClip = answers.fastAllowed.shape[1]!;
  const [count, length] = words.shape as [number, number];
  const allowed = { fastAllowed: answers.fastAllowed, slowAllowed: answers.slowAllowed };
  const logits = decode({ words, ...allowed, perClip }, memory, read, shape);
  disposeCrossMemory(memory);
  for (const bank of Object.values(banks)) bank.dispose();

  const rationale = weightedMean(wordLogs(logits.ref, nextWords).mul(-1), counted.reshape([count * length]));
  const inAnswers = ratingLoss(logits.reshape([count, length, VOCABULARY.length]), answers);
  const weighted = (parts: RatingLoss): Tensor =>
    parts.rating.ref.mul(weigh.rating).add(parts.score.ref.mul(weigh.score));
  const ratings =
    form === 'rating-first' ? weighted(atPrompts) : weighted(inAnswers).add(weighted(atPrompts).mul(weigh.prompt));
  const [chosen, other] = form === 'rating-first' ? [atPrompts, inAnswers] : [inAnswers, atPrompts];
  other.rating.dispose();
  other.score.dispose();
  const rationaleLoss = rationale.ref.mul(weigh.rationale).add(named.ref.mul(weigh.artifacts));
  return [ratings.add(rationaleLoss), { ...chosen, rationale, artifacts: named }];
}

/**
 * Level distribution of every dimension right after its prompt: [batch, dimensions, vocabulary]. Consumes weights and
 * input.
 */
export function promptShares(banks: Tensors, input: ClipInput, shape: NetworkShape, pathwayMask: PathwayMask): Tensor {
  const read = reader(banks, layoutOf(shape));
  const memory = encodeForDecoder(input, read, shape);
  const repeated = (pathway: 'fast' | 'slow'): Tensor =>
    np.tile(
      np.array(pathwayFlags(pathwayMask, pathway, TRAINED_DIMENSIONS), { shape: [1, TRAINED_DIMENSIONS.length] }),
      [memory.batch, 1],
    );
  const allowed = { fastAllowed: repeated('fast'), slowAllowed: repeated('slow') };
  const shares = scaleShares(promptLogits(allowed, memory, read, shape));
  disposeCrossMemory(memory);
  for (const bank of Object.values(banks)) bank.dispose();
  return shares;
}

/** Scores of a batch: [batch, dimensions], TRAINED_DIMENSIONS in order. Consumes weights and input. */
export function predict(banks: Tensors, input: ClipInput, shape: NetworkShape, pathwayMask: PathwayMask): Tensor {
  const { bias, scores } = scales();
  bias.dispose();
  return np.sum(promptShares(banks, input, shape, pathwayMask).mul(scores), -1);
}
