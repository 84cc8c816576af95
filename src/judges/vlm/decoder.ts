import type { Tensor } from 'onnxruntime-web';
import type { Result } from '../../base';
import { fail, ok } from '../../base';
import type { Feeds, Runtime, Session } from '../runtime/runtime';
import { cacheInput, decoderInputs, emptyCache } from './decoder-io';
import { floatTensor, floatsOf } from './floats';
import { LOGITS_TO_KEEP } from './last-row';
import type { Positions } from './positions';
import { mropePositions } from './positions';

/** What the decoder reads: embedded tokens with their positions. */
export interface DecoderTokens {
  /** `positions.length` rows. */
  readonly embeds: Float32Array;
  /** As `embeds`, zero where no vision token stands; undefined for text alone. */
  readonly deepstack?: readonly Float32Array[];
  readonly positions: Positions;
}

/**
 * A conversation as far as it is read. It stays as it is when it is continued, so several continuations share it. It may
 * hold GPU buffers: release it in every case.
 */
export interface DecoderState {
  /** Tokens read. */
  readonly length: number;
  /** Position of the next text token. */
  readonly next: number;
  /** Of the token after the last one, one for each word of the vocabulary. */
  readonly logits: Float32Array;
  readonly cache: Readonly<Record<string, Tensor>>;
  release(): void;
}

/** The language decoder of a model, with its token embeddings. */
export interface LanguageDecoder {
  /** How many feature maps of earlier vision layers it takes. */
  readonly deepstack: number;
  /** Runs of the decoder so far. */
  readonly runs: number;
  embed(ids: readonly number[]): Promise<Result<Float32Array>>;
  /** Begins a conversation, or continues one, with any tokens. */
  read(before: DecoderState | undefined, tokens: DecoderTokens): Promise<Result<DecoderState>>;
  /** Continues a conversation with text. */
  extend(before: DecoderState, ids: readonly number[]): Promise<Result<DecoderState>>;
}

/** The sessions stay the caller's to dispose of. */
export function makeLanguageDecoder(
  runtime: Runtime,
  { decoder, embedder, hidden }: { decoder: Session; embedder: Session; hidden: number },
): Result<LanguageDecoder> {
  const sorted = decoderInputs(decoder.inputs);
  if (!sorted.ok) return sorted;
  const inputs = sorted.value;
  const { ort } = runtime;
  let runs = 0;

  const embed = async (ids: readonly number[]): Promise<Result<Float32Array>> => {
    const outputs = await embedder.run({
      input_ids: new ort.Tensor('int64', BigInt64Array.from(ids, BigInt), [1, ids.length]),
    });
    if (!outputs.ok) return outputs;
    const embeds = await floatsOf(Object.values(outputs.value)[0]!);
    if (embeds.length === ids.length * hidden) return ok(embeds);
    return fail(
      'model-invalid',
      `embed_tokens gives ${embeds.length / ids.length} numbers a token; config.json says ${hidden}.`,
    );
  };

  const read: LanguageDecoder['read'] = async (before, { embeds, deepstack, positions }) => {
    const { length } = positions;
    const cache = before === undefined ? emptyCache(ort, inputs.cache) : ok(before.cache);
    if (!cache.ok) return cache;
    const total = (before?.length ?? 0) + length;
    const shape = [1, length, hidden];
    const feeds: Feeds = {
      ...cache.value,
      inputs_embeds: floatTensor(ort, inputs.embeds.type, embeds, shape),
      attention_mask: new ort.Tensor('int64', new BigInt64Array(total).fill(1n), [1, total]),
      position_ids: new ort.Tensor('int64', positions.values, [3, 1, length]),
    };
    inputs.deepstack.forEach(({ name, type }, place) => {
      feeds[name] = floatTensor(ort, type, deepstack?.[place] ?? new Float32Array(length * hidden), shape);
    });
    if (inputs.keepsRows) feeds[LOGITS_TO_KEEP] = new ort.Tensor('int64', BigInt64Array.of(1n), []);
    runs += 1;
    const outputs = await decoder.run(feeds);
    return outputs.ok ? stateOf(outputs.value, total, positions.next) : outputs;
  };

  return ok({
    deepstack: inputs.deepstack.length,
    get runs() {
      return runs;
    },
    embed,
    read,
    async extend(before, ids) {
      const embeds = await embed(ids);
      if (!embeds.ok) return embeds;
      const positions = mropePositions([{ kind: 'text', length: ids.length }], before.next);
      return read(before, { embeds: embeds.value, positions });
    },
  });
}

async function stateOf(
  outputs: Readonly<Record<string, Tensor>>,
  length: number,
  next: number,
): Promise<Result<DecoderState>> {
  const cache: Record<string, Tensor> = {};
  for (const [name, tensor] of Object.entries(outputs)) {
    const input = cacheInput(name);
    if (input !== undefined) cache[input] = tensor;
  }
  const release = (): void => Object.values(cache).forEach((tensor) => tensor.dispose());
  const all = await floatsOf(outputs['logits']!);
  const vocabulary = outputs['logits']!.dims.at(-1)!;
  // A copy of the last row: a view would keep the logits of the whole prompt.
  const logits = all.slice(all.length - vocabulary);
  if (logits.some((value) => Number.isNaN(value))) {
    release();
    return fail('model-failed', 'The model computed values that are no numbers. Choose another provider or export.');
  }
  return ok({ length, next, logits, cache, release });
}
