import { promptOf } from '../../../../src/quality';
import { TRAINED_DIMENSIONS } from '../../../../src/corpus';
import { PROMPT_WORDS, VOCABULARY, levelsOfDimension, wordId } from '../../../../src/trainer';
import { sft } from '../setting';
import type { Tensor } from './backend';
import { tf } from './backend';
import type { CrossMemory } from './decoder';
import { FORBIDDEN, crossMemory, decode } from './decoder';
import type { ClipInput } from './encoder';
import { artifactLogits, remember } from './encoder';
import type { Reader } from './layers';

/** The tensors of `Targets` in src/trainer/training/loss.ts that the rating-first form uses. */
export interface Targets {
  readonly questions: Record<'ratings' | 'mos' | 'asked' | 'fastAllowed' | 'slowAllowed', Tensor>;
  readonly answers: Record<'words' | 'nextWords' | 'counted' | 'fastAllowed' | 'slowAllowed', Tensor>;
  readonly artifacts: { readonly shares: Tensor };
}

/** Q-Save 4.2.3 in the rating-first form, a scalar: `loss` of the trainer, term by term. */
export function loss(input: ClipInput, { questions, answers, artifacts }: Targets, read: Reader): Tensor {
  const memories = remember(input, read);
  const named = artifactLogits(memories, read);
  const memory = crossMemory(memories, read);
  const { rating, score } = promptLoss(promptLogits(questions, memory, read), questions);
  const rationale = rationaleLoss(decode(answers, memory, read), answers);
  const absent = tf.sub(tf.softplus(named), tf.mul(named, artifacts.shares));
  const { weigh } = sft;
  const ratings = tf.add(tf.mul(rating, weigh.rating), tf.mul(score, weigh.score));
  const rest = tf.add(tf.mul(rationale, weigh.rationale), tf.mul(tf.mean(tf.sum(absent, -1)), weigh.artifacts));
  return tf.add(ratings, rest);
}

/** [batch, dimensions, vocabulary]: each prompt asked of each clip. */
function promptLogits(allowed: Targets['questions'], memory: CrossMemory, read: Reader): Tensor {
  const perClip = TRAINED_DIMENSIONS.length;
  const one = TRAINED_DIMENSIONS.map((id) => promptOf(id).map(wordId));
  const words = tf.tile(tf.tensor2d(one, [perClip, PROMPT_WORDS], 'int32'), [memory.batch, 1]);
  const sentences = { words, fastAllowed: allowed.fastAllowed, slowAllowed: allowed.slowAllowed };
  const all = tf.reshape(decode(sentences, memory, read), [memory.batch, perClip, PROMPT_WORDS, VOCABULARY.length]);
  const last = tf.slice(all, [0, 0, PROMPT_WORDS - 1, 0], [-1, -1, 1, -1]);
  return tf.reshape(last, [memory.batch, perClip, VOCABULARY.length]);
}

function promptLoss(logits: Tensor, { ratings, mos, asked }: Targets['questions']): { rating: Tensor; score: Tensor } {
  const { bias, scores } = scales();
  const entropy = tf.neg(tf.sum(tf.mul(tf.logSoftmax(logits, -1), ratings), -1));
  const expected = tf.sum(tf.mul(tf.softmax(tf.add(logits, bias), -1), scores), -1);
  return { rating: weightedMean(entropy, asked), score: weightedMean(tf.square(tf.sub(expected, mos)), asked) };
}

function rationaleLoss(logits: Tensor, { nextWords, counted }: Targets['answers']): Tensor {
  const wanted = tf.oneHot(tf.reshape(nextWords, [-1]), VOCABULARY.length);
  const logs = tf.sum(tf.mul(tf.logSoftmax(logits, -1), wanted), -1);
  return weightedMean(tf.neg(logs), tf.reshape(counted, [-1]));
}

function weightedMean(values: Tensor, weights: Tensor): Tensor {
  return tf.div(tf.sum(tf.mul(values, weights)), tf.add(tf.sum(weights), 1e-6));
}

/** [dimensions, vocabulary]: 0 at the words of the dimension's scale, FORBIDDEN elsewhere; and each word's score. */
function scales(): { bias: Tensor; scores: Tensor } {
  const size = VOCABULARY.length;
  const sides: [number, number] = [TRAINED_DIMENSIONS.length, size];
  const bias = new Float32Array(sides[0] * size).fill(FORBIDDEN);
  const scores = new Float32Array(sides[0] * size);
  TRAINED_DIMENSIONS.forEach((id, row) => {
    for (const level of levelsOfDimension(id)) {
      bias[row * size + wordId(level.word)] = 0;
      scores[row * size + wordId(level.word)] = level.score;
    }
  });
  return { bias: tf.tensor2d(bias, sides), scores: tf.tensor2d(scores, sides) };
}
