import type { Tensor } from '../engine/jax';
import { nn, np, tensor } from '../engine/jax';
import type { CrossMemory, Sentences } from './decoder';
import { FORBIDDEN, maskBias } from './decoder';
import type { ClipInput } from './forward';
import { encodeForDecoder } from './forward';
import type { Reader } from './layers';
import { attend, feedForward, keysAndValues, layerNorm, linear } from './layers';
import type { NetworkShape } from './shape';
import { MAX_LENGTH, VOCABULARY } from './shape';

/** What the decoder attends to while it writes, computed once per batch. */
export type DecodingContext = {
  /** Keys and values of each decoder layer over the clips' memories: [batch * rows, d] */
  keys: Tensor[];
  values: Tensor[];
  /** [batch, 1, perClip, rows]: 0 where a sequence may attend, FORBIDDEN elsewhere. */
  pathwayMask: Tensor;
};

/** Keys and values of the words so far, per decoder layer: [sequences, MAX_LENGTH, d]. */
export type WordCache = { keys: Tensor[]; values: Tensor[] };

/** Encodes a batch and prepares its decoding context. Consumes the input and the masks. */
export function prepareDecoding(
  input: ClipInput,
  allowed: Pick<Sentences, 'fastAllowed' | 'slowAllowed'>,
  read: Reader,
  shape: NetworkShape,
): DecodingContext {
  const memory: CrossMemory = encodeForDecoder(input, read, shape);
  const perClip = allowed.fastAllowed.shape[1]!;
  return {
    keys: [...memory.keys],
    values: [...memory.values],
    pathwayMask: maskBias({ ...allowed, perClip }, memory, 1),
  };
}

/** Before the first word. */
export function emptyWordCache(sequences: number, shape: NetworkShape): WordCache {
  const none = (): Tensor[] =>
    Array.from({ length: shape.decoderLayers }, () => np.zeros([sequences, MAX_LENGTH, shape.width]));
  return { keys: none(), values: none() };
}

/** A word's place in its sequence, as numbers on the device so that a step is compiled once. */
export type Place = {
  /** [MAX_LENGTH]: 1 at the place, else 0. */
  here: Tensor;
  /** [MAX_LENGTH]: 0 up to the place, FORBIDDEN after it. */
  past: Tensor;
};

export function placeAt(at: number): Place {
  const all = Array.from({ length: MAX_LENGTH }, (_, place) => place);
  return {
    here: tensor(
      Float32Array.from(all, (place) => (place === at ? 1 : 0)),
      [MAX_LENGTH],
    ),
    past: tensor(
      Float32Array.from(all, (place) => (place <= at ? 0 : FORBIDDEN)),
      [MAX_LENGTH],
    ),
  };
}

/**
 * One step of decoding: what `decode` computes at one place, with cached keys and values of the words before it.
 * `words` is int32 [sequences]. Returns the logits of the next word, [sequences, vocabulary], and the new cache.
 * Consumes everything but the weights.
 */
export function decodeNext(
  words: Tensor,
  place: Place,
  context: DecodingContext,
  written: WordCache,
  read: Reader,
  shape: NetworkShape,
): { logits: Tensor; written: WordCache } {
  const sequences = words.shape[0]!;
  const [batch, , perClip, rows] = context.pathwayMask.shape as [number, number, number, number];
  const past = place.past.reshape([1, 1, 1, MAX_LENGTH]);
  const position = np.matmul(place.here.ref.reshape([1, MAX_LENGTH]), read('positions'));
  const column = place.here.reshape([1, MAX_LENGTH, 1]);
  const next: WordCache = { keys: [], values: [] };
  let x = np.matmul(nn.oneHot(words, VOCABULARY.length), read('words')).add(position);
  for (let layer = 0; layer < shape.decoderLayers; layer++) {
    const name = `decoder.${layer}`;
    const normed = layerNorm(x.ref, read, `${name}.self.norm`);
    const query = np.matmul(normed.ref, read(`${name}.self.query`));
    const { key, value } = keysAndValues(normed, read, `${name}.self`);
    const put = (all: Tensor, one: Tensor): Tensor =>
      all.mul(np.array(1).sub(column.ref)).add(one.reshape([sequences, 1, shape.width]).mul(column.ref));
    const keys = put(written.keys[layer]!, key);
    const values = put(written.values[layer]!, value);
    const flat = [sequences * MAX_LENGTH, shape.width];
    const own = { batch: sequences, queryRows: 1, keyRows: MAX_LENGTH, heads: shape.heads };
    const headOut = attend(query, keys.ref.reshape(flat), values.ref.reshape(flat), own, past.ref);
    next.keys.push(keys);
    next.values.push(values);
    x = x.add(linear(headOut, read, `${name}.self.out`));
    const crossQuery = np.matmul(layerNorm(x.ref, read, `${name}.cross.norm`), read(`${name}.cross.query`));
    const sizes = { batch, queryRows: perClip, keyRows: rows, heads: shape.heads };
    const attended = attend(crossQuery, context.keys[layer]!, context.values[layer]!, sizes, context.pathwayMask.ref);
    x = x.add(linear(attended, read, `${name}.cross.out`));
    x = feedForward(x, read, name);
  }
  for (const array of [past, column, context.pathwayMask]) array.dispose();
  return { logits: linear(layerNorm(x, read, 'decoder.norm'), read, 'decoder.head'), written: next };
}
