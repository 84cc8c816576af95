import type { Tensor } from 'onnxruntime-web';
import type { Result } from '../../base';
import { fail, ok } from '../../base';
import type { WindowReading, WindowTokens } from '../judge';
import type { Runtime, Session } from '../runtime/runtime';
import { openSession } from '../runtime/runtime';
import { makeDecoder } from './decoder';
import type { ModelPack } from './pack';
import type { Encoded } from './reading';
import { createReading } from './reading';
import { tokenTensor } from './tensors';

/** Encoder and decoder of a compact pack, opened with one runtime. */
export interface CompactNetwork {
  read(window: WindowTokens): Promise<Result<WindowReading>>;
  dispose(): Promise<void>;
}

/**
 * Opens a pack's encoder and decoder. Under WebGPU the encoder's memories stay on the GPU until the reading is
 * released. `device` is called where the network runs on wasm but the frames were packed on the GPU.
 */
export async function openNetwork(
  pack: ModelPack,
  runtime: Runtime,
  device: () => Promise<GPUDevice | undefined>,
): Promise<Result<CompactNetwork>> {
  const encoder = await openSession(runtime, pack.encoder, { keepOnGpu: ['fast_memory', 'slow_memory'] });
  if (!encoder.ok) return encoder;
  const session = await openSession(runtime, pack.decoder, { keepOnGpu: [] });
  if (!session.ok) {
    await encoder.value.dispose();
    return session;
  }
  const decoder = makeDecoder(runtime, session.value, pack.manifest);
  return ok({
    async read(window) {
      const started = performance.now();
      const encoded = await encode(runtime, encoder.value, window, device);
      if (!encoded.ok) return encoded;
      const readCost = { tokens: window.fast.rows + window.slow.rows, milliseconds: performance.now() - started };
      return ok(createReading(pack.manifest, decoder, encoded.value, readCost));
    },
    async dispose() {
      await encoder.value.dispose();
      await decoder.dispose();
    },
  });
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
  const { fast_memory: fast, slow_memory: slow, artifacts } = outputs.value as Partial<Record<string, Tensor>>;
  if (fast !== undefined && slow !== undefined) return ok({ memories: { fast, slow }, artifacts });
  return fail('model-invalid', 'The encoder does not give fast_memory and slow_memory. Export the pack again.');
}
