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

/** An input or output of a model. Sides that are known only at run time are names. */
export interface TensorInfo {
  readonly name: string;
  readonly type: Tensor.Type;
  readonly shape: readonly (number | string)[];
}

/** A session whose runs are queued. The caller owns the outputs and disposes of those on the GPU. */
export interface Session {
  readonly inputs: readonly TensorInfo[];
  readonly outputs: readonly TensorInfo[];
  run(feeds: Feeds): Promise<Result<Record<string, Tensor>>>;
  dispose(): Promise<void>;
}

/** Weights that a model refers to by file name. The runtime reads a Blob in pieces, without a second copy in memory. */
export interface ExternalData {
  readonly path: string;
  readonly data: Blob | Uint8Array;
}

export interface SessionOptions {
  /** Outputs that stay GPU buffers under WebGPU, so that a later run reads them without a copy through memory. */
  readonly keepOnGpu: readonly string[];
  readonly externalData?: readonly ExternalData[];
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

/** Opens a model. */
export async function openSession(
  runtime: Runtime,
  model: Uint8Array,
  { keepOnGpu, externalData = [] }: SessionOptions,
): Promise<Result<Session>> {
  const options: InferenceSession.SessionOptions = {
    executionProviders: [executionProvider(runtime)],
    // Errors only: the runtime warns about each operator that it intentionally runs on the CPU.
    logSeverityLevel: 3,
    ...(runtime.provider === 'webgpu' ? { preferredOutputLocation: locations(keepOnGpu) } : {}),
    ...(externalData.length === 0 ? {} : { externalData: [...externalData] }),
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
  readonly inputs: readonly TensorInfo[];
  readonly outputs: readonly TensorInfo[];
  readonly #session: InferenceSession;
  /**
   * Ends the runs that have not settled when the device is lost, since they may never. A race with the promise of the
   * loss would keep the outputs of every run for as long as the device lives.
   */
  readonly #unsettled = new Set<(failure: Result<never>) => void>();
  #lost: Result<never> | undefined;

  constructor(session: InferenceSession, device: GPUDevice | undefined) {
    this.#session = session;
    this.inputs = tensorInfos(session.inputMetadata);
    this.outputs = tensorInfos(session.outputMetadata);
    void device?.lost.then(({ message }) => {
      const failure = fail('gpu-lost', `The GPU was lost while the model ran (${message}).`);
      this.#lost = failure;
      for (const end of this.#unsettled) end(failure);
      this.#unsettled.clear();
    });
  }

  run(feeds: Feeds): Promise<Result<Record<string, Tensor>>> {
    if (this.#lost !== undefined) return Promise.resolve(this.#lost);
    return new Promise((resolve) => {
      this.#unsettled.add(resolve);
      const end = (result: Result<Record<string, Tensor>>): void => {
        this.#unsettled.delete(resolve);
        resolve(result);
      };
      oneAtATime(() => this.#session.run(feeds)).then(
        (outputs) => end(ok(outputs as Record<string, Tensor>)),
        (error: unknown) => end(fail('model-failed', `The model failed while it ran: ${messageOf(error)}.`)),
      );
    });
  }

  async dispose(): Promise<void> {
    await oneAtATime(() => this.#session.release());
  }
}

function tensorInfos(metadata: readonly InferenceSession.ValueMetadata[]): TensorInfo[] {
  return metadata.flatMap((each) => (each.isTensor ? [{ name: each.name, type: each.type, shape: each.shape }] : []));
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
