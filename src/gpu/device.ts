import type { Failure, Result } from '../base';
import { fail, ok } from '../base';

/** A device that the packing passes and the model share. */
export interface Gpu {
  readonly device: GPUDevice;
  /** True for an adapter that runs on the CPU (SwiftShader, WARP, llvmpipe): slower there than plain code. */
  readonly software: boolean;
  /** The adapter's own words, e.g. `nvidia ampere`. */
  readonly name: string;
}

/**
 * Opens a device. `gpu` is navigator.gpu in a browser and Dawn in Node; undefined where there is none.
 *
 * The device goes without the `subgroups` feature: with it, ONNX Runtime's attention kernels gave wrong numbers.
 */
export async function openGpu(gpu: GPU | undefined): Promise<Result<Gpu>> {
  if (!gpu) {
    return fail(
      'no-webgpu',
      'There is no WebGPU here. Use a current Chrome or Edge, or go on without: the CPU does the same.',
    );
  }
  try {
    const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
    if (!adapter) {
      return fail('no-webgpu', 'WebGPU found no adapter. Check that graphics acceleration is switched on.');
    }
    const device = await adapter.requestDevice({
      requiredFeatures: WANTED_FEATURES.filter((feature) => adapter.features.has(feature)),
      requiredLimits: largestBuffers(adapter.limits),
    });
    return ok({ device, software: isSoftware(adapter.info), name: describe(adapter.info) });
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return fail('no-webgpu', `WebGPU did not start (${detail}). Restart the browser, or update the graphics driver.`);
  }
}

/** Half-precision models need the first; nothing else is needed. */
const WANTED_FEATURES: readonly GPUFeatureName[] = ['shader-f16'];

/** The default limits suit small models and 8K frames; what the adapter has beyond them costs nothing to ask for. */
function largestBuffers({ maxBufferSize, maxStorageBufferBindingSize }: GPUSupportedLimits): Record<string, number> {
  return { maxBufferSize, maxStorageBufferBindingSize };
}

function describe({ vendor, architecture, description }: GPUAdapterInfo): string {
  const words = [vendor, architecture].filter((word) => word !== '').join(' ');
  return words === '' ? description || 'an unnamed adapter' : words;
}

/** Dawn names its software adapters as fallbacks; other implementations only by their names. */
function isSoftware(info: GPUAdapterInfo): boolean {
  const names = `${info.vendor} ${info.architecture} ${info.device} ${info.description}`.toLowerCase();
  return info.isFallbackAdapter || /swiftshader|llvmpipe|lavapipe|warp|basic render/.test(names);
}

/** Tells whether a device is still there; waits on it without hanging when it goes. */
export interface LossWatch {
  /** Why it is gone, or undefined while it is there. */
  failure(): Failure | undefined;
  /** The promise's value, or `gpu-lost` if it rejects or the device goes first: work on a lost device may never end. */
  guard<T>(work: Promise<T>): Promise<Result<T>>;
}

export function watchLoss(device: GPUDevice): LossWatch {
  let failure: Failure | undefined;
  const lost = device.lost.then(({ message }) => {
    failure = lostFailure(message);
    return failure;
  });
  return {
    failure: () => failure,
    guard: async <T>(work: Promise<T>) => {
      const done = work.then(
        (value): Result<T> => ok(value),
        (error: unknown): Result<T> => {
          const detail = error instanceof Error ? error.message : String(error);
          return { ok: false, error: failure ?? lostFailure(detail) };
        },
      );
      return Promise.race([done, lost.then((error): Result<T> => ({ ok: false, error }))]);
    },
  };
}

function lostFailure(detail: string): Failure {
  const reason = detail === '' ? 'no reason given' : detail.replace(/\.$/, '');
  return {
    code: 'gpu-lost',
    message: `The GPU was lost while frames were packed (${reason}). Score the file again, or choose the CPU.`,
  };
}
