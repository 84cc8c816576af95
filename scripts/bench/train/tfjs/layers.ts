import type { Tensor } from './backend';
import { tf } from './backend';

/** Reads weights by name. */
export type Reader = (name: string) => Tensor;

/** Of src/trainer/network/layers.ts, which cannot be loaded beside tfjs: it starts the trainer's engine. */
const NORM_EPSILON = 1e-5;

/** [rows, inputs] -> [rows, outputs]; product and bias in one kernel. */
export function linear(x: Tensor, read: Reader, name: string): Tensor {
  return tf.fused.matMul({ a: x, b: read(name), bias: read(`${name}.bias`) });
}

/** Layer normalisation of the last axis. */
export function layerNorm(x: Tensor, read: Reader, name: string): Tensor {
  const centred = tf.sub(x, tf.mean(x, -1, true));
  const variance = tf.mean(tf.square(centred), -1, true);
  const unit = tf.mul(centred, tf.rsqrt(tf.add(variance, NORM_EPSILON)));
  return tf.add(tf.mul(unit, read(`${name}.gain`)), read(`${name}.bias`));
}

export interface Sizes {
  readonly batch: number;
  readonly queryRows: number;
  readonly keyRows: number;
  readonly heads: number;
}

/** Multi-head attention inside each of `batch` groups: [batch * queryRows, d]; `bias` is added to the scores. */
export function attend(query: Tensor, key: Tensor, value: Tensor, sizes: Sizes, bias?: Tensor): Tensor {
  const { batch, queryRows, keyRows, heads } = sizes;
  const width = query.shape[1]!;
  const each = width / heads;
  const split = (x: Tensor, rows: number): Tensor =>
    tf.transpose(tf.reshape(x, [batch, rows, heads, each]), [0, 2, 1, 3]);
  const q = split(tf.mul(query, each ** -0.5), queryRows);
  const scores = tf.matMul(q, split(key, keyRows), false, true);
  const shares = tf.softmax(bias === undefined ? scores : tf.add(scores, bias), -1);
  const seen = tf.matMul(shares, split(value, keyRows));
  return tf.reshape(tf.transpose(seen, [0, 2, 1, 3]), [batch * queryRows, width]);
}

/** Keys and values, [rows, d] each. */
export function keysAndValues(x: Tensor, read: Reader, name: string): [Tensor, Tensor] {
  const [key, value] = tf.split(tf.matMul(x, read(`${name}.keyvalue`)), 2, 1);
  return [key!, value!];
}

/** Pre-norm self-attention with its residual: [batch * rows, d] -> the same. */
export function selfAttention(
  x: Tensor,
  read: Reader,
  name: string,
  sizes: { batch: number; rows: number; heads: number },
  bias?: Tensor,
): Tensor {
  const { batch, rows, heads } = sizes;
  const normed = layerNorm(x, read, `${name}.norm`);
  const query = tf.matMul(normed, read(`${name}.query`));
  const [key, value] = keysAndValues(normed, read, name);
  const seen = attend(query, key, value, { batch, queryRows: rows, keyRows: rows, heads }, bias);
  return tf.add(x, linear(seen, read, `${name}.out`));
}

/** Pre-norm feed-forward layer with its residual; squared ReLU. */
export function feedForward(x: Tensor, read: Reader, name: string): Tensor {
  const hidden = linear(layerNorm(x, read, `${name}.feed.norm`), read, `${name}.feed.in`);
  return tf.add(x, linear(tf.square(tf.relu(hidden)), read, `${name}.feed.out`));
}
