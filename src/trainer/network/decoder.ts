import type { Tensor } from '../engine/jax';
import { nn, np } from '../engine/jax';
import type { Reader } from './layers';
import { attend, feedForward, keysAndValues, layerNorm, linear, selfAttention } from './layers';
import type { NetworkShape } from './shape';
import { VOCABULARY } from './shape';

/** Added to an attention score to exclude it. */
export const FORBIDDEN = -1e4;

/** The encoder's output for `batch` clips: [batch * fastRows, d] and [batch * slowRows, d], summary tokens included. */
export interface Memories {
  readonly fast: Tensor;
  readonly slow: Tensor;
  /** Output of the summary heads from both summaries (summary-head.ts), [batch, headOut]. */
  readonly headOut: Tensor;
  readonly batch: number;
}

/** Word sequences: `perClip` for each clip, each `length` words long. */
export interface Sentences {
  /** int32 [batch * perClip, length] */
  readonly words: Tensor;
  /** [batch, perClip]: 1 where the sequence may attend to this memory, else 0. */
  readonly fastAllowed: Tensor;
  readonly slowAllowed: Tensor;
  readonly perClip: number;
}

/** Keys and values of the decoder's layers over one memory, shared by every sequence of the clip. */
export interface CrossMemory {
  readonly keys: readonly Tensor[];
  readonly values: readonly Tensor[];
  readonly batch: number;
  readonly fastRows: number;
  readonly slowRows: number;
}

export function crossMemory(memories: Omit<Memories, 'headOut'>, read: Reader, shape: NetworkShape): CrossMemory {
  const { batch } = memories;
  const { width } = shape;
  const fastRows = memories.fast.shape[0]! / batch;
  const slowRows = memories.slow.shape[0]! / batch;
  const memory = np
    .concatenate([memories.fast.reshape([batch, fastRows, width]), memories.slow.reshape([batch, slowRows, width])], 1)
    .reshape([batch * (fastRows + slowRows), width]);
  const keys: Tensor[] = [];
  const values: Tensor[] = [];
  for (let layer = 0; layer < shape.decoderLayers; layer++) {
    const { key, value } = keysAndValues(memory.ref, read, `decoder.${layer}.cross`);
    keys.push(key);
    values.push(value);
  }
  memory.dispose();
  return { keys, values, batch, fastRows, slowRows };
}

/** Logits of the next word at every place: [batch * perClip * length, vocabulary]. Consumes the sentences only. */
export function decode(sentences: Sentences, memory: CrossMemory, read: Reader, shape: NetworkShape): Tensor {
  const { perClip } = sentences;
  const { batch } = memory;
  const length = sentences.words.shape[1]!;
  const group = { batch: batch * perClip, rows: length };
  const keyRows = memory.fastRows + memory.slowRows;
  const causal = causalBias(length);
  const pathwayMask = maskBias(sentences, memory, length);

  // One-hot times matrix, because its gradient is a product; the gradient of a gather is a scatter.
  const oneHot = nn.oneHot(sentences.words.reshape([group.batch * length]), VOCABULARY.length);
  const places = read('positions').slice([0, length]);
  let x = np
    .matmul(oneHot, read('words'))
    .reshape([group.batch, length, shape.width])
    .add(places)
    .reshape([group.batch * length, shape.width]);
  for (let layer = 0; layer < shape.decoderLayers; layer++) {
    const name = `decoder.${layer}`;
    x = selfAttention(x, read, `${name}.self`, shape.heads, group, causal.ref);
    const query = np.matmul(layerNorm(x.ref, read, `${name}.cross.norm`), read(`${name}.cross.query`));
    const sizes = { batch, queryRows: perClip * length, keyRows, heads: shape.heads };
    const attended = attend(query, memory.keys[layer]!.ref, memory.values[layer]!.ref, sizes, pathwayMask.ref);
    x = x.add(linear(attended, read, `${name}.cross.out`));
    x = feedForward(x, read, name);
  }
  causal.dispose();
  pathwayMask.dispose();
  return linear(layerNorm(x, read, 'decoder.norm'), read, 'decoder.head');
}

export function disposeCrossMemory(memory: CrossMemory): void {
  for (const array of [...memory.keys, ...memory.values]) array.dispose();
}

/** [1, 1, length, length]: a word attends to itself and earlier words. */
function causalBias(length: number): Tensor {
  const values = new Float32Array(length * length);
  for (let row = 0; row < length; row++) {
    for (let column = row + 1; column < length; column++) values[row * length + column] = FORBIDDEN;
  }
  return np.array(values, { shape: [1, 1, length, length] });
}

/** [batch, 1, perClip * length, fastRows + slowRows]: which memory each sequence may attend to. */
export function maskBias(
  { fastAllowed, slowAllowed, perClip }: Omit<Sentences, 'words'>,
  memory: CrossMemory,
  length: number,
): Tensor {
  const { batch, fastRows, slowRows } = memory;
  const part = (allowed: Tensor, rows: number): Tensor =>
    np.broadcastTo(allowed.sub(1).mul(-FORBIDDEN).reshape([batch, 1, perClip, 1, 1]), [
      batch,
      1,
      perClip,
      length,
      rows,
    ]);
  return np
    .concatenate([part(fastAllowed, fastRows), part(slowAllowed, slowRows)], 4)
    .reshape([batch, 1, perClip * length, fastRows + slowRows]);
}
