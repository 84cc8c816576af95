import asyncifyMjs from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import asyncifyWasm from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import jspiMjs from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.mjs?url';
import jspiWasm from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.wasm?url';
import plainMjs from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import plainWasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import type { Ort, OrtLoader } from './runtime';

const MAX_THREADS = 8;

/** Threads need SharedArrayBuffer, which needs the isolation headers of the host. */
export function wasmThreads(): number {
  return globalThis.crossOriginIsolated ? Math.min(MAX_THREADS, navigator.hardwareConcurrency || 1) : 1;
}

/**
 * The browser's ONNX Runtime, imported dynamically: with threads, a static import would run the importing worker's top
 * level again in every thread. The binaries come from the page's own origin.
 */
export const webOrt: OrtLoader = {
  async load(provider) {
    const { ort, mjs, wasm } = provider === 'wasm' ? await plain() : hasJspi() ? await jspi() : await asyncify();
    ort.env.wasm.wasmPaths = { mjs: absolute(mjs), wasm: absolute(wasm) };
    ort.env.wasm.numThreads = wasmThreads();
    return ort;
  },
};

interface Entry {
  readonly ort: Ort;
  readonly mjs: string;
  readonly wasm: string;
}

const plain = async (): Promise<Entry> => ({
  ort: await import('onnxruntime-web/wasm'),
  mjs: plainMjs,
  wasm: plainWasm,
});

/** The default entry's older WebGPU backend reads shared GPU buffers wrongly, without an error; these two replace it. */
const jspi = async (): Promise<Entry> => ({ ort: await import('onnxruntime-web/jspi'), mjs: jspiMjs, wasm: jspiWasm });

const asyncify = async (): Promise<Entry> => ({
  ort: await import('onnxruntime-web/webgpu'),
  mjs: asyncifyMjs,
  wasm: asyncifyWasm,
});

/** JavaScript Promise Integration: Chromium 137 and later. */
function hasJspi(): boolean {
  return 'Suspending' in WebAssembly;
}

/** A build with relative addresses names files relative to this module; a thread would resolve them against its own. */
function absolute(url: string): string {
  return new URL(url, import.meta.url).href;
}
