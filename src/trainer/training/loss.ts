import type { Tensor, Tensors } from '../engine/jax';
import { nn, np } from '../engine/jax';
import type { CrossMemory } from '../network/decoder';
import { FORBIDDEN, decode, disposeCrossMemory } from '../network/decoder';
import type { ClipInput } from '../network/forward';
import { look } from '../network/forward';
import type { Reader } from '../network/layers';
import { reader } from '../network/layers';
import { layoutOf } from '../network/parameters';
import type { NetworkShape } from '../network/shape';
import { PATHWAYS, PROMPT_WORDS, VOCABULARY, levelsOfDimension, wordId } from '../network/shape';
import type { TrainedDimension } from '../corpus/clip';
import { TRAINED_DIMENSIONS } from '../corpus/clip';
import { promptOf } from '../../quality/vocabulary';

/** How the parts of the loss are weighed. */
export interface LossWeights {
  /** alpha of Q-Save 4.2.3: cross-entropy of the rating word against its soft target. */
  readonly rating: number;
  /** beta of Q-Save 4.2.3: squared error of the expected score, in score points. */
  readonly score: number;
  /** Cross-entropy of the rationale's words, which follow the rating. */
  readonly rationale: number;
}

export type Targets = {
  /** [batch, dimensions, vocabulary]: the rating word's soft target. */
  ratings: Tensor;
  /** [batch, dimensions]: MOS on 1..5. */
  mos: Tensor;
  /** int32 [batch * perClip, length]: prompt, rating, rationale; the last word is not fed. */
  words: Tensor;
  /** int32 [batch * perClip, length]: the word that comes next. */
  nextWords: Tensor;
  /** [batch * perClip, length]: 1 where the next word belongs to the rationale, else 0. */
  counted: Tensor;
  /** [batch, perClip] */
  fastAllowed: Tensor;
  slowAllowed: Tensor;
};

/** Logits of the rating word for every dimension, [batch, dimensions, vocabulary]: each prompt asked of each clip. */
function ratingLogits(memory: CrossMemory, read: Reader, shape: NetworkShape): Tensor {
  const { batch } = memory;
  const perClip = TRAINED_DIMENSIONS.length;
  const one = Int32Array.from(TRAINED_DIMENSIONS.flatMap((id) => promptOf(id).map(wordId)));
  const words = np.tile(np.array(one, { shape: [perClip, PROMPT_WORDS], dtype: np.int32 }), [batch, 1]);
  const allowed = (pathway: 'fast' | 'slow'): Tensor => {
    const values = Float32Array.from(TRAINED_DIMENSIONS, (id) => (PATHWAYS[id].includes(pathway) ? 1 : 0));
    return np.tile(np.array(values, { shape: [1, perClip] }), [batch, 1]);
  };
  const sentences = { words, fastAllowed: allowed('fast'), slowAllowed: allowed('slow'), perClip };
  return decode(sentences, memory, read, shape)
    .reshape([batch, perClip, PROMPT_WORDS, VOCABULARY.length])
    .slice([], [], PROMPT_WORDS - 1);
}

/** [dimensions, vocabulary]: 0 at the words of the dimension's scale, FORBIDDEN elsewhere; and each word's score. */
function scales(): { bias: Float32Array; scores: Float32Array } {
  const size = VOCABULARY.length;
  const bias = new Float32Array(TRAINED_DIMENSIONS.length * size).fill(FORBIDDEN);
  const scores = new Float32Array(TRAINED_DIMENSIONS.length * size);
  TRAINED_DIMENSIONS.forEach((id: TrainedDimension, row) => {
    for (const level of levelsOfDimension(id)) {
      bias[row * size + wordId(level.word)] = 0;
      scores[row * size + wordId(level.word)] = level.score;
    }
  });
  return { bias, scores };
}

/** Expected score of every dimension (Q-Save 4.2.2): softmax over the scale's words only. [batch, dimensions] */
function expectedScores(logits: Tensor): Tensor {
  const { bias, scores } = scales();
  const sides = [TRAINED_DIMENSIONS.length, VOCABULARY.length];
  const shares = nn.softmax(logits.add(np.array(bias, { shape: sides })), -1);
  return np.sum(shares.mul(np.array(scores, { shape: sides })), -1);
}

/** Scores of a batch: [batch, dimensions], TRAINED_DIMENSIONS in order. Consumes weights and input. */
export function predict(banks: Tensors, input: ClipInput, shape: NetworkShape): Tensor {
  const read = reader(banks, layoutOf(shape));
  const memory = look(input, read, shape);
  const scores = expectedScores(ratingLogits(memory, read, shape));
  disposeCrossMemory(memory);
  for (const bank of Object.values(banks)) bank.dispose();
  return scores;
}

export type LossParts = { rating: Tensor; score: Tensor; rationale: Tensor };

/** Q-Save 4.2.3 for a batch: [loss, its parts]. Consumes everything given. */
export function loss(
  banks: Tensors,
  input: ClipInput,
  targets: Targets,
  shape: NetworkShape,
  weigh: LossWeights,
): [Tensor, LossParts] {
  const read = reader(banks, layoutOf(shape));
  const memory = look(input, read, shape);
  const logits = ratingLogits(memory, read, shape);
  const rating = np.mean(np.sum(nn.logSoftmax(logits.ref, -1).mul(targets.ratings), -1)).mul(-1);
  const score = np.mean(np.square(expectedScores(logits).sub(targets.mos)));

  const perClip = targets.fastAllowed.shape[1]!;
  const sentences = {
    words: targets.words,
    fastAllowed: targets.fastAllowed,
    slowAllowed: targets.slowAllowed,
    perClip,
  };
  const rationale = wordLoss(decode(sentences, memory, read, shape), targets.nextWords, targets.counted);
  disposeCrossMemory(memory);
  for (const bank of Object.values(banks)) bank.dispose();
  const total = rating.ref.mul(weigh.rating).add(score.ref.mul(weigh.score)).add(rationale.ref.mul(weigh.rationale));
  return [total, { rating, score, rationale }];
}

/** Mean cross-entropy of the next word where it counts. */
function wordLoss(logits: Tensor, nextWords: Tensor, counted: Tensor): Tensor {
  const count = logits.shape[0]!;
  const wanted = nn.oneHot(nextWords.reshape([count]), VOCABULARY.length);
  const each = np.sum(nn.logSoftmax(logits, -1).mul(wanted), -1).mul(-1);
  const weights = counted.reshape([count]);
  const total = np.sum(each.mul(weights.ref));
  return total.div(np.sum(weights).add(1e-6));
}
