import { defineConfig } from 'vite';

/**
 * Cross-origin isolation gives the page SharedArrayBuffer, and with it WebAssembly threads. A static host without
 * these headers serves a page that works too, on one thread.
 */
const ISOLATION = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

export default defineConfig({
  // Relative addresses: the built folder works under any path of any static host.
  base: './',
  build: {
    target: 'es2023',
    outDir: 'dist',
    emptyOutDir: true,
    sourcemap: false,
    chunkSizeWarningLimit: 1000,
  },
  worker: { format: 'es' },
  optimizeDeps: {
    // Pre-bundling would move its module away from the .wasm files beside it.
    exclude: ['onnxruntime-web'],
  },
  server: { headers: ISOLATION },
  preview: { headers: ISOLATION },
});
