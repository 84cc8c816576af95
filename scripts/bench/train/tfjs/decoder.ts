import { VOCABULARY } from '../../../../src/trainer';
import { shape } from '../setting';
import type { Tensor } from './backend';
import { tf } from './backend';
import type { Memories } from './encoder';
import type { Reader } from './layers';
import { attend, feedForward, keysAndValues, layerNorm, linear, selfAttention } from './layers';

/** Added to a score that must not count. */
export const FORBIDDEN = -1e4;

/** Word sequences, `perClip` for each clip: words int32 [batch * perClip, length], allowances [batch, perClip]. */
export interface Sentences {
  readonly words: Tensor;
  readonly fastAllowed: Tensor;
  readonly slowAllowed: Tensor;
}

export interface CrossMemory {
  /** Keys and values of each decoder layer: [batch * rows, d] */
  readonly layers: readonly [Tensor, Tensor][];
  readonly batch: number;
  readonly fastRows: number;
  readonly slowRows: number;
}

export function crossMemory({ fast, slow, batch }: Memories, read: Reader): CrossMemory {
  const { width } = shape;
  const fastRows = fast.shape[0] / batch;
  const slowRows = slow.shape[0] / batch;
  const both = tf.concat([tf.reshape(fast, [batch, fastRows, width]), tf.reshape(slow, [batch, slowRows, width])], 1);
  const memory = tf.reshape(both, [batch * (fastRows + slowRows), width]);
  const layers = Array.from({ length: shape.decoderLayers }, (_, layer) =>
    keysAndValues(memory, read, `decoder.${layer}.cross`),
  );
  return { layers, batch, fastRows, slowRows };
}

/** Logits of the next word at every place: [batch * perClip * length, vocabulary]. */
export function decode(sentences: Sentences, memory: CrossMemory, read: Reader): Tensor {
  const { batch, fastRows, slowRows } = memory;
  const { width, heads } = shape;
  const [sequences, length] = sentences.words.shape as [number, number];
  const causal = causalBias(length);
  const pathwayMask = maskBias(sentences, memory, length);
  const places = tf.slice(read('positions'), [0, 0], [length, width]);
  const said = tf.matMul(tf.oneHot(tf.reshape(sentences.words, [-1]), VOCABULARY.length), read('words'));
  let x: Tensor = tf.reshape(tf.add(tf.reshape(said, [sequences, length, width]), places), [-1, width]);
  memory.layers.forEach(([keys, values], layer) => {
    const name = `decoder.${layer}`;
    x = selfAttention(x, read, `${name}.self`, { batch: sequences, rows: length, heads }, causal);
    const query = tf.matMul(layerNorm(x, read, `${name}.cross.norm`), read(`${name}.cross.query`));
    const sizes = { batch, queryRows: (sequences / batch) * length, keyRows: fastRows + slowRows, heads };
    x = tf.add(x, linear(attend(query, keys, values, sizes, pathwayMask), read, `${name}.cross.out`));
    x = feedForward(x, read, name);
  });
  return linear(layerNorm(x, read, 'decoder.norm'), read, 'decoder.head');
}

/** [1, 1, length, length]: a word sees itself and what stands before it. */
function causalBias(length: number): Tensor {
  const values = Float32Array.from({ length: length * length }, (_, at) =>
    at % length > Math.floor(at / length) ? FORBIDDEN : 0,
  );
  return tf.tensor(values, [1, 1, length, length]);
}

/** [batch, 1, perClip * length, rows]: which memory each sequence may look at. */
function maskBias({ fastAllowed, slowAllowed }: Sentences, memory: CrossMemory, length: number): Tensor {
  const { batch, fastRows, slowRows } = memory;
  const perClip = fastAllowed.shape[1]!;
  const part = (allowed: Tensor, rows: number): Tensor =>
    tf.tile(tf.reshape(tf.mul(tf.sub(allowed, 1), -FORBIDDEN), [batch, perClip, 1, 1]), [1, 1, length, rows]);
  const both = tf.concat([part(fastAllowed, fastRows), part(slowAllowed, slowRows)], 3);
  return tf.reshape(both, [batch, 1, perClip * length, fastRows + slowRows]);
}
