import type { Failure, Result } from '../base';
import { fail, ok } from '../base';

/** A device shared by the packing passes and the model. */
export interface Gpu {
  readonly device: GPUDevice;
  /** True for an adapter that runs on the CPU (SwiftShader, WARP, llvmpipe): slower there than plain code. */
  readonly software: boolean;
  /** The adapter's name for itself, e.g. `nvidia ampere`. */
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
      'WebGPU is not available. Use a current Chrome or Edge, or choose the CPU, which gives the same scores.',
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

/** Half-precision models need `shader-f16`. */
const WANTED_FEATURES: readonly GPUFeatureName[] = ['shader-f16'];

/** The default limits suit small models and 8K frames. Requesting the adapter's larger ones costs nothing. */
function largestBuffers({ maxBufferSize, maxStorageBufferBindingSize }: GPUSupportedLimits): Record<string, number> {
  return { maxBufferSize, maxStorageBufferBindingSize };
}

function describe({ vendor, architecture, description }: GPUAdapterInfo): string {
  const words = [vendor, architecture].filter((word) => word !== '').join(' ');
  return words === '' ? description || 'an unnamed adapter' : words;
}

/** Dawn marks its software adapters as fallbacks; other implementations are recognised by name. */
function isSoftware(info: GPUAdapterInfo): boolean {
  const names = `${info.vendor} ${info.architecture} ${info.device} ${info.description}`.toLowerCase();
  return info.isFallbackAdapter || /swiftshader|llvmpipe|lavapipe|warp|basic render/.test(names);
}

/** Watches for the loss of a device, so that waiting on it never hangs. */
export interface LossWatch {
  /** Why the device was lost; undefined while it is not. */
  failure(): Failure | undefined;
  /**
   * The promise's value, or `gpu-lost` if it rejects or the device is lost first: work on a lost device may never end.
   */
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
