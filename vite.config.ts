import { defineConfig } from 'vite';
import { assembly } from './scripts/assembly.mjs';
import { onnxRuntime } from './scripts/onnx-runtime.mjs';

/**
 * Cross-origin isolation gives the page SharedArrayBuffer, and with it WebAssembly threads. A static host without
 * these headers serves a page that works too, on one thread.
 */
const ISOLATION = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

export default defineConfig({
  ...onnxRuntime,
  plugins: [assembly()],
  // Relative addresses: the built folder works under any path of any static host.
  base: './',
  build: {
    target: 'es2023',
    outDir: 'dist',
    emptyOutDir: true,
    chunkSizeWarningLimit: 1000,
    // The runtime's glue (.mjs) and binaries are files of their own, never data: addresses.
    assetsInlineLimit: 0,
    rolldownOptions: {
      // The AssemblyScript compiler takes its seconds, and nobody who starts the page can do anything about it.
      checks: { pluginTimings: false },
      output: {
        codeSplitting: {
          groups: [
            { name: 'd3', test: /node_modules[\\/](d3|d3-[a-z-]+|internmap|delaunator|robust-predicates)[\\/]/ },
            { name: 'lit', test: /node_modules[\\/](lit|lit-html|lit-element|@lit)[\\/]/ },
          ],
        },
      },
    },
  },
  worker: { format: 'es', plugins: () => [assembly()] },
  server: { headers: ISOLATION },
  preview: { headers: ISOLATION },
});
