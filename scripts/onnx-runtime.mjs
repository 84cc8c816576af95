import { defaultClientConditions } from 'vite';

/** How browsers get ONNX Runtime, in the page and in the browser tests alike. */
export const onnxRuntime = {
  resolve: {
    // The entry without its WebAssembly glue inside: src/model names glue and binary by their own addresses, and a
    // thread that starts from the glue must not run anything of ours.
    conditions: ['onnxruntime-web-use-extern-wasm', ...defaultClientConditions],
  },
  optimizeDeps: {
    // Pre-bundling would move its modules away from the binaries beside them.
    exclude: ['onnxruntime-web', 'onnxruntime-web/jspi', 'onnxruntime-web/webgpu', 'onnxruntime-web/wasm'],
  },
};
