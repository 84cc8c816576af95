import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import type { Ort, OrtLoader } from './runtime';

const MAX_THREADS = 4;

/**
 * Node's ONNX Runtime: the same WebAssembly as in the browser, so the same numbers. The native package is not used
 * because it downloads its binary when it is installed.
 */
export const nodeOrt: OrtLoader = {
  load: (provider) => (provider === 'webgpu' ? loadForWebGpu() : loadForWasm()),
};

async function loadForWasm(): Promise<Ort> {
  const ort = await import('onnxruntime-web');
  ort.env.wasm.numThreads = Math.min(MAX_THREADS, availableParallelism());
  return ort;
}

/** The asyncify build: Node 20 has no JavaScript Promise Integration, which the other WebGPU build needs. */
const WEBGPU_BINARY = 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm';

/**
 * V8 optimizes a function once it has executed this many bytes of code. The binary has functions of over a megabyte that
 * run once, to register kernels. With V8's own budget (1.8 million) they are optimized all the same, which takes a
 * minute of CPU time, and Node does not exit before that has ended.
 */
const TIERING_BUDGET = 200_000_000;

async function loadForWebGpu(): Promise<Ort> {
  const ort = await import('onnxruntime-web/webgpu');
  // Threads would fetch their glue from a file: address, which Node's fetch refuses. The GPU does the work anyway.
  ort.env.wasm.numThreads = 1;
  // With its binary as bytes the runtime starts from the glue inside its own module and looks for no other file.
  ort.env.wasm.wasmBinary = await readFile(createRequire(import.meta.url).resolve(WEBGPU_BINARY));
  setFlagsFromString(`--wasm-tiering-budget=${TIERING_BUDGET}`);
  return ort;
}
