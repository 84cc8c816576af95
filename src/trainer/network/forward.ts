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
import type { Kept } from './summary-head';
import { summaryHead } from './summary-head';

/** The tokens of a batch of clips on the device (rows.ts makes them). */
export type ClipInput = {
  fast: TrunkInput;
  slow: TrunkInput;
  /** [batch, CLIP_INPUTS] */
  clip: Tensor;
  /** In training, where some of what the summaries tell is dropped. */
  kept?: Kept;
};

/**
 * Both trunks' memories of a batch. What reads the summaries is not moved from here: it has been trained before, and
 * longer than the trunks can be (stages/summary.ts). Consumes the input.
 */
export function remember(input: ClipInput, read: Reader, shape: NetworkShape): Memories {
  const batch = input.clip.shape[0]!;
  const { summary: fastSummary, ...fastTokens } = input.fast;
  const { summary: slowSummary, ...slowTokens } = input.slow;
  const headOut = summaryHead({ fast: fastSummary, slow: slowSummary, clip: input.clip.ref }, read, input.kept);
  const both = lax.stopGradient(headOut.both);
  const fast = encode('fast', fastTokens, input.clip.ref, lax.stopGradient(headOut.fast), read, shape);
  const slow = encode('slow', slowTokens, input.clip, both.ref, read, shape);
  return { fast, slow, headOut: both, batch };
}

/** Encodes a batch and prepares the decoder's look at it. Consumes the input. */
export function look(input: ClipInput, read: Reader, shape: NetworkShape): CrossMemory {
  const memories = remember(input, read, shape);
  memories.headOut.dispose();
  return crossMemory(memories, read, shape);
}

/** Logits of the next word for any sentences: [batch * perClip * length, vocabulary]. Consumes everything given. */
export function wordLogits(banks: Tensors, input: ClipInput, sentences: Sentences, shape: NetworkShape): Tensor {
  const read = reader(banks, layoutOf(shape));
  const memory = look(input, read, shape);
  const logits = decode(sentences, memory, read, shape);
  disposeCrossMemory(memory);
  for (const bank of Object.values(banks)) bank.dispose();
  return logits;
}
