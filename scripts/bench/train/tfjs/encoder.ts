import type { Pathway } from '../../../../src/slowfast';
import { ARTIFACT_QUERIES, SUMMARY_TOKENS } from '../../../../src/trainer';
import { shape } from '../setting';
import type { Tensor } from './backend';
import { tf } from './backend';
import type { Reader } from './layers';
import { feedForward, layerNorm, linear, selfAttention } from './layers';

export interface TrunkInput {
  readonly pixels: Tensor;
  readonly statistics: Tensor;
  readonly place: Tensor;
  readonly summary: Tensor;
}

export interface ClipInput {
  readonly fast: TrunkInput;
  readonly slow: TrunkInput;
  readonly clip: Tensor;
  readonly kept: Readonly<Record<'fastIn' | 'fastMid' | 'slowIn' | 'slowMid', Tensor>>;
}

export interface Memories {
  /** [batch * rows, d] */
  readonly fast: Tensor;
  readonly slow: Tensor;
  /** [batch, shape.summary.told] */
  readonly headOut: Tensor;
  readonly batch: number;
}

/** Both trunks: `remember` of src/trainer/network/forward.ts. */
export function remember({ fast, slow, clip, kept }: ClipInput, read: Reader): Memories {
  const ofFast = summaryHead('fast', [fast.summary, clip], read, kept.fastIn, kept.fastMid);
  const headOut = summaryHead('slow', [fast.summary, slow.summary, clip, ofFast], read, kept.slowIn, kept.slowMid);
  return {
    fast: encode('fast', fast, clip, ofFast, read),
    slow: encode('slow', slow, clip, headOut, read),
    headOut,
    batch: clip.shape[0],
  };
}

/** src/trainer/network/summary-head.ts, with dropout. */
function summaryHead(pathway: Pathway, inputs: Tensor[], read: Reader, first: Tensor, second: Tensor): Tensor {
  const hidden = tf.relu(linear(tf.concat(inputs, 1), read, `${pathway}.summary.in`));
  const headOut = tf.relu(linear(tf.mul(hidden, first), read, `${pathway}.summary.mid`));
  return tf.mul(headOut, second);
}

function encode(pathway: Pathway, input: TrunkInput, clip: Tensor, headOut: Tensor, read: Reader): Tensor {
  const batch = clip.shape[0];
  const rows = input.pixels.shape[0] / batch;
  const { width, heads } = shape;
  const statistics = tf.relu(linear(input.statistics, read, `${pathway}.statistics.in`));
  // Not `addN`: tfjs has no gradient of it.
  const perToken = tf.add(
    tf.add(
      tf.matMul(input.pixels, read(`${pathway}.pixels`)),
      tf.matMul(statistics, read(`${pathway}.statistics.out`)),
    ),
    tf.matMul(input.place, read(`${pathway}.place`)),
  );
  const perClip = tf.add(
    tf.add(tf.matMul(clip, read(`${pathway}.clip`)), tf.matMul(headOut, read(`${pathway}.summary.out`))),
    read(`${pathway}.pathway`),
  );
  const both = tf.add(tf.reshape(perToken, [batch, rows, width]), tf.reshape(perClip, [batch, 1, width]));
  let x: Tensor = tf.reshape(both, [batch * rows, width]);
  for (let layer = 0; layer < shape.encoderLayers; layer++) {
    const name = `${pathway}.${layer}`;
    x = selfAttention(x, read, `${name}.self`, { batch, rows, heads });
    x = feedForward(x, read, name);
  }
  const summed = tf.reshape(linear(headOut, read, `${pathway}.summary.tokens`), [batch, SUMMARY_TOKENS, width]);
  const memory = tf.concat([tf.reshape(x, [batch, rows, width]), summed], 1);
  return layerNorm(tf.reshape(memory, [batch * (rows + SUMMARY_TOKENS), width]), read, `${pathway}.norm`);
}

/** Logits of every fault, [batch, faults]: `artifactLogits` of src/trainer/network/artifacts.ts. */
export function artifactLogits({ fast, slow, headOut, batch }: Memories, read: Reader): Tensor {
  const pool = (pathway: Pathway, memory: Tensor): Tensor => {
    const rows = memory.shape[0] / batch;
    const strengths = tf.reshape(tf.matMul(memory, read(`artifacts.${pathway}.queries`)), [
      batch,
      rows,
      ARTIFACT_QUERIES,
    ]);
    const shares = tf.softmax(tf.transpose(strengths, [0, 2, 1]), -1);
    const tokens: Tensor = tf.reshape(memory, [batch, rows, shape.width]);
    const seen = tf.reshape(tf.matMul(shares, tokens), [batch, ARTIFACT_QUERIES * shape.width]);
    return tf.concat([tf.mean(tokens, 1), seen], 1);
  };
  const pooled = tf.concat([pool('fast', fast), pool('slow', slow), headOut], 1);
  const together = linear(tf.relu(linear(pooled, read, 'artifacts.in')), read, 'artifacts.out');
  return tf.add(together, tf.matMul(headOut, read('artifacts.head')));
}
