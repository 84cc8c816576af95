import { availableParallelism } from 'node:os';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { assembly } from './scripts/assembly.mjs';
import { chromiumLaunchOptions, findChromium } from './scripts/chromium.mjs';
import { onnxRuntime } from './scripts/onnx-runtime.mjs';
import { mediaCommands } from './tests/fixtures/media-commands.mjs';

const MINUTE_MS = 60_000;
/** A test that hangs must end; one on a busy machine must not fail for it. */
const PATIENCE_MS = 4 * MINUTE_MS;
// The unit project needs no browser, so a missing Chromium is an error only where one is started.
const launchOptions = findChromium() === undefined ? {} : chromiumLaunchOptions();

/** Two on two cores, where vitest's own choice is one. */
const maxWorkers = Math.max(2, availableParallelism() - 1);

/**
 * Rooms whose tests leave nothing behind: they share a process and its modules. The others need processes of their own:
 * jax-js and ONNX Runtime do not go together in one, and some tests count what is still alive.
 */
const SHARED = ['app', 'base', 'charts', 'corpus', 'gpu', 'media', 'policy', 'quality', 'scripts', 'statistics'].map(
  (room) => `tests/unit/${room}/**/*.test.ts`,
);

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [assembly()],
        test: {
          name: 'unit-shared',
          include: SHARED,
          environment: 'node',
          isolate: false,
          maxWorkers,
          testTimeout: PATIENCE_MS,
          hookTimeout: PATIENCE_MS,
        },
      },
      {
        plugins: [assembly()],
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.ts'],
          exclude: SHARED,
          environment: 'node',
          globalSetup: ['tests/unit/setup.ts'],
          maxWorkers,
          testTimeout: PATIENCE_MS,
          hookTimeout: PATIENCE_MS,
        },
      },
      {
        ...onnxRuntime,
        plugins: [assembly()],
        optimizeDeps: {
          ...onnxRuntime.optimizeDeps,
          // Found only while a test runs, a dependency would reload the page under it.
          include: ['comlink', 'd3', 'fast-check', 'lit', 'mediabunny', 'mp4box', 'valibot', 'webgpu-utils'],
        },
        test: {
          name: 'gpu',
          include: ['tests/gpu/**/*.test.ts'],
          testTimeout: PATIENCE_MS,
          hookTimeout: PATIENCE_MS,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions }),
            commands: mediaCommands,
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        plugins: [assembly()],
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          environment: 'node',
          globalSetup: ['tests/e2e/setup.ts'],
          testTimeout: 8 * MINUTE_MS,
          hookTimeout: 8 * MINUTE_MS,
          // More would make pages so slow that steps end at their time limits.
          maxWorkers: 2,
        },
      },
      {
        plugins: [assembly()],
        test: {
          name: 'long',
          include: ['tests/long/**/*.test.ts'],
          environment: 'node',
          globalSetup: ['tests/e2e/setup.ts'],
          testTimeout: 40 * MINUTE_MS,
          hookTimeout: 8 * MINUTE_MS,
          maxWorkers: 1,
        },
      },
    ],
  },
});
