import type { InferenceSession, Tensor } from 'onnxruntime-web';
import type { Result } from '../../base';
import { fail, ok } from '../../base';
import type { Provider } from './provider';

/** The part of ONNX Runtime Web that is used here. Its entry points differ in providers, not in this interface. */
export type Ort = Pick<typeof import('onnxruntime-web'), 'InferenceSession' | 'Tensor' | 'env'>;

/** Loads the runtime: runtime-web.ts in the browser, runtime-node.ts in Node. */
export interface OrtLoader {
  load(provider: Provider): Promise<Ort>;
}

export type Feeds = Record<string, Tensor>;

/** A session whose runs are queued. The caller owns the outputs and disposes of those on the GPU. */
export interface Session {
  run(feeds: Feeds): Promise<Result<Record<string, Tensor>>>;
  dispose(): Promise<void>;
}

/** ONNX Runtime and where it runs. `device` is ours, shared with the packing passes; undefined under wasm. */
export interface Runtime {
  readonly ort: Ort;
  readonly provider: Provider;
  readonly device: GPUDevice | undefined;
}

/** Loads the runtime for a provider. The failure quotes the runtime's error. */
export async function loadRuntime(
  loader: OrtLoader,
  provider: Provider,
  device: GPUDevice | undefined,
): Promise<Result<Runtime>> {
  try {
    return ok({ ort: await loader.load(provider), provider, device });
  } catch (error) {
    return fail('model-failed', `ONNX Runtime did not load: ${messageOf(error)}. Reload the page.`);
  }
}

/**
 * Opens a model. The outputs that `keepOnGpu` names stay GPU buffers under WebGPU, so that the next session reads them
 * without a copy through memory.
 */
export async function openSession(
  runtime: Runtime,
  model: Uint8Array,
  { keepOnGpu }: { keepOnGpu: readonly string[] },
): Promise<Result<Session>> {
  const options: InferenceSession.SessionOptions = {
    executionProviders: [executionProvider(runtime)],
    // Errors only: the runtime warns about each operator that it intentionally runs on the CPU.
    logSeverityLevel: 3,
    ...(runtime.provider === 'webgpu' ? { preferredOutputLocation: locations(keepOnGpu) } : {}),
  };
  try {
    const session = await oneAtATime(() => runtime.ort.InferenceSession.create(model, options));
    return ok(new QueuedSession(session, runtime.device));
  } catch (error) {
    return fail('model-failed', `The model did not load on ${runtime.provider}: ${messageOf(error)}.`);
  }
}

function locations(keepOnGpu: readonly string[]): Record<string, 'gpu-buffer'> {
  return Object.fromEntries(keepOnGpu.map((output) => [output, 'gpu-buffer']));
}

function executionProvider({ provider, device }: Runtime): InferenceSession.ExecutionProviderConfig {
  if (provider === 'wasm' || device === undefined) return 'wasm';
  return { name: 'webgpu', device };
}

class QueuedSession implements Session {
  readonly #session: InferenceSession;
  readonly #lost: Promise<Result<never>>;

  constructor(session: InferenceSession, device: GPUDevice | undefined) {
    this.#session = session;
    // A run on a lost device may never settle, so `run` races with the loss.
    this.#lost =
      device === undefined
        ? new Promise(() => undefined)
        : device.lost.then(({ message }) => fail('gpu-lost', `The GPU was lost while the model ran (${message}).`));
  }

  run(feeds: Feeds): Promise<Result<Record<string, Tensor>>> {
    const running = oneAtATime(() => this.#session.run(feeds)).then(
      (outputs): Result<Record<string, Tensor>> => ok(outputs as Record<string, Tensor>),
      (error): Result<never> => fail('model-failed', `The model failed while it ran: ${messageOf(error)}.`),
    );
    return Promise.race([running, this.#lost]);
  }

  async dispose(): Promise<void> {
    await oneAtATime(() => this.#session.release());
  }
}

let queue: Promise<unknown> = Promise.resolve();

/** ONNX Runtime Web crashes or hangs on overlapping calls, even of two sessions: they share one WebAssembly instance. */
function oneAtATime<T>(call: () => Promise<T>): Promise<T> {
  const turn = queue.then(call);
  queue = turn.catch(() => undefined);
  return turn;
}

function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.replace(/\.$/, '');
}
