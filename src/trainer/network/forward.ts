import type { Tensor, Tensors } from '../engine/jax';
import { lax } from '../engine/jax';
import type { CrossMemory, Memories, Sentences } from './decoder';
import { crossMemory, decode, disposeCrossMemory } from './decoder';
import type { TrunkInput } from './encoder';
import { encode } from './encoder';
import type { Reader } from './layers';
import { reader } from './layers';
import { layoutOf } from './parameters';
import type { NetworkShape } from './shape';
import type { DropoutMasks } from './summary-head';
import { summaryHead } from './summary-head';

/** The tokens of a batch of clips on the device (rows.ts makes them). */
export type ClipInput = {
  fast: TrunkInput;
  slow: TrunkInput;
  /** [batch, CLIP_INPUTS] */
  clip: Tensor;
  /** Dropout inside the summary heads, in training only. */
  dropout?: DropoutMasks;
};

/**
 * Memories of both trunks for a batch. No gradient reaches the summary heads from here: they are trained before, for
 * more epochs than the trunks (stages/summary.ts). Consumes the input.
 */
export function encodeClips(input: ClipInput, read: Reader, shape: NetworkShape): Memories {
  const batch = input.clip.shape[0]!;
  const { summary: fastSummary, ...fastTokens } = input.fast;
  const { summary: slowSummary, ...slowTokens } = input.slow;
  const headOut = summaryHead({ fast: fastSummary, slow: slowSummary, clip: input.clip.ref }, read, input.dropout);
  const both = lax.stopGradient(headOut.both);
  const fast = encode('fast', fastTokens, input.clip.ref, lax.stopGradient(headOut.fast), read, shape);
  const slow = encode('slow', slowTokens, input.clip, both.ref, read, shape);
  return { fast, slow, headOut: both, batch };
}

/** Encodes a batch and prepares the keys and values of the decoder. Consumes the input. */
export function encodeForDecoder(input: ClipInput, read: Reader, shape: NetworkShape): CrossMemory {
  const memories = encodeClips(input, read, shape);
  memories.headOut.dispose();
  return crossMemory(memories, read, shape);
}

/**
 * Logits of the next word for any word sequences: [batch * perClip * length, vocabulary]. Consumes everything given.
 */
export function wordLogits(banks: Tensors, input: ClipInput, sentences: Sentences, shape: NetworkShape): Tensor {
  const read = reader(banks, layoutOf(shape));
  const memory = encodeForDecoder(input, read, shape);
  const logits = decode(sentences, memory, read, shape);
  disposeCrossMemory(memory);
  for (const bank of Object.values(banks)) bank.dispose();
  return logits;
}
