import type { Tensor } from 'onnxruntime-web';
import type { Result } from '../../base';
import { defined, fail, ok } from '../../base';
import type { DimensionId } from '../../quality';
import type { Decoder, Memories } from './decoder';
import { makeDecoder } from './decoder';
import type { ModelPack } from './pack';
import type { EncodedWindow, ArtifactProbability, QualityModel, WindowTokens } from './quality-model';
import type { Runtime, Session } from '../runtime/runtime';
import { openSession } from '../runtime/runtime';
import { tokenTensor } from './tensors';

/** The operations of a compact model, without the story of how its provider was chosen. */
export type CompactModel = Pick<QualityModel, 'encode' | 'dispose'>;

/**
 * Opens a pack's encoder and decoder. Under WebGPU the encoder's memories stay on the GPU until the window is
 * released. `device` is asked for where the model runs on wasm but the frames were packed on the GPU.
 */
export async function openCompactModel(
  pack: ModelPack,
  runtime: Runtime,
  device: () => Promise<GPUDevice | undefined>,
): Promise<Result<CompactModel>> {
  const encoder = await openSession(runtime, pack.encoder, { keepOnGpu: ['fast_memory', 'slow_memory'] });
  if (!encoder.ok) return encoder;
  const session = await openSession(runtime, pack.decoder, { keepOnGpu: [] });
  if (!session.ok) {
    await encoder.value.dispose();
    return session;
  }
  const decoder = makeDecoder(runtime, session.value, pack.manifest);
  return ok({
    async encode(window) {
      const encoded = await encode(runtime, encoder.value, window, device);
      return encoded.ok ? ok(encodedWindow(pack, decoder, encoded.value)) : encoded;
    },
    async dispose() {
      await encoder.value.dispose();
      await decoder.dispose();
    },
  });
}

/** What the encoder gives for a window. */
interface Encoded {
  readonly memories: Memories;
  /** Where the pack has such an output. */
  readonly artifacts: Tensor | undefined;
}

async function encode(
  runtime: Runtime,
  encoder: Session,
  window: WindowTokens,
  device: () => Promise<GPUDevice | undefined>,
): Promise<Result<Encoded>> {
  const outputs = await encoder.run({
    fast: await tokenTensor(runtime, window.fast, device),
    slow: await tokenTensor(runtime, window.slow, device),
    clip: new runtime.ort.Tensor('float32', window.clip, [window.clip.length]),
  });
  if (!outputs.ok) return outputs;
  const { fast_memory: fast, slow_memory: slow, artifacts } = outputs.value;
  if (fast !== undefined && slow !== undefined) return ok({ memories: { fast, slow }, artifacts });
  return fail('model-invalid', 'The encoder does not give fast_memory and slow_memory. Export the pack again.');
}

function encodedWindow({ manifest }: ModelPack, decoder: Decoder, { memories, artifacts }: Encoded): EncodedWindow {
  const probabilities = async (): Promise<Result<readonly ArtifactProbability[]>> => {
    if (manifest.artifacts.length === 0) return ok([]);
    if (artifacts?.size !== manifest.artifacts.length) {
      return fail('model-invalid', "The encoder's faults are not those of the manifest. Export the pack again.");
    }
    const shares = (await artifacts.getData()) as Float32Array;
    return ok(manifest.artifacts.map((tag, place) => ({ tag, probability: shares[place]! })));
  };
  const known = (id: DimensionId) => manifest.dimensions.find((dimension) => dimension.id === id);
  return {
    judge(ids) {
      const asked = ids.flatMap((id) => known(id) ?? []);
      return asked.length === 0 ? Promise.resolve(ok([])) : decoder.judge(memories, asked);
    },
    async explain(distributions, onWords) {
      const seen = await probabilities();
      if (!seen.ok) return seen;
      const rated = distributions.map(({ id, levels, probabilities }) => ({
        dimension: defined(known(id), `dimension ${id} of the model`),
        rating: levels[probabilities.indexOf(Math.max(...probabilities))]!,
      }));
      return decoder.explain(memories, rated, seen.value, onWords);
    },
    artifacts: probabilities,
    release() {
      memories.fast.dispose();
      memories.slow.dispose();
      artifacts?.dispose();
    },
  };
}
