import type { Tensor } from 'onnxruntime-web';
import type { Result } from '../../base';
import { fail, ok } from '../../base';
import type { Ort, TensorInfo } from '../runtime/runtime';
import { LOGITS_TO_KEEP } from './last-row';

/** The inputs of a decoder's graph, sorted by what they are. */
export interface DecoderInputs {
  readonly embeds: TensorInfo;
  /** Keys and values of attention layers, and states of linear-attention layers. */
  readonly cache: readonly TensorInfo[];
  /** Features of the vision encoder's earlier layers, in their order. */
  readonly deepstack: readonly TensorInfo[];
  readonly keepsRows: boolean;
}

const DEEPSTACK = /^deepstack_(?:features|visual_embeds|embeds)?[_.]?(\d+)$/;
const KNOWN = new Set(['inputs_embeds', 'attention_mask', 'position_ids', LOGITS_TO_KEEP]);

/** Sorts a decoder's inputs. The failure names what is missing or not known. */
export function decoderInputs(inputs: readonly TensorInfo[]): Result<DecoderInputs> {
  const named = (name: string): TensorInfo | undefined => inputs.find((input) => input.name === name);
  const embeds = named('inputs_embeds');
  const missing = [...KNOWN].filter((name) => name !== LOGITS_TO_KEEP && named(name) === undefined);
  if (embeds === undefined || missing.length > 0) {
    return fail('model-invalid', `The decoder lacks the input ${missing.join(', ')}. ${EXPORT_AGAIN}`);
  }
  const positions = named('position_ids')!;
  if (positions.shape.length !== 3) {
    return fail('model-invalid', `The decoder's position_ids have no rows for time, height and width. ${EXPORT_AGAIN}`);
  }
  const deepstack = inputs
    .filter(({ name }) => DEEPSTACK.test(name))
    .toSorted((a, b) => Number(DEEPSTACK.exec(a.name)![1]) - Number(DEEPSTACK.exec(b.name)![1]));
  const cache = inputs.filter(({ name }) => name.startsWith('past_'));
  const unknown = inputs.filter((each) => !KNOWN.has(each.name) && !deepstack.includes(each) && !cache.includes(each));
  if (unknown.length > 0) {
    const names = unknown.map(({ name }) => name).join(', ');
    return fail('model-invalid', `The decoder has an input that is not known: ${names}. ${EXPORT_AGAIN}`);
  }
  return ok({ embeds, cache, deepstack, keepsRows: named(LOGITS_TO_KEEP) !== undefined });
}

const EXPORT_AGAIN = 'Export it as docs/judges.md describes.';

/** The cache before the first token: no keys and values, and states of zeros. */
export function emptyCache(ort: Ort, cache: readonly TensorInfo[]): Result<Record<string, Tensor>> {
  const tensors: Record<string, Tensor> = {};
  for (const { name, type, shape } of cache) {
    const grows = /\.(key|value)$/.test(name);
    const dims = shape.map((side, place) => (typeof side === 'number' ? side : place === 0 ? 1 : grows ? 0 : -1));
    if (dims.includes(-1)) {
      return fail(
        'model-invalid',
        `The decoder does not state the size of ${name} (${shape.join(' x ')}). ${EXPORT_AGAIN}`,
      );
    }
    const size = dims.reduce((product, side) => product * side, 1);
    tensors[name] =
      type === 'float16'
        ? new ort.Tensor('float16', new Uint16Array(size), dims)
        : new ort.Tensor('float32', new Float32Array(size), dims);
  }
  return ok(tensors);
}

/** The input that takes an output of the run before; undefined for outputs that are no part of the cache. */
export function cacheInput(output: string): string | undefined {
  if (output.startsWith('present_')) return output.replace('present_', 'past_');
  return output.startsWith('present.') ? output.replace('present.', 'past_key_values.') : undefined;
}
