import { availableParallelism } from 'node:os';
import type { OrtLoader } from './runtime';

const MAX_THREADS = 4;

/**
 * Node's ONNX Runtime: the same WebAssembly as in the browser, hence the same numbers. The native package is not used:
 * it fetches its binary while it installs.
 */
export const nodeOrt: OrtLoader = {
  async load(provider) {
    const ort = provider === 'webgpu' ? await import('onnxruntime-web/webgpu') : await import('onnxruntime-web');
    ort.env.wasm.numThreads = Math.min(MAX_THREADS, availableParallelism());
    return ort;
  },
};
