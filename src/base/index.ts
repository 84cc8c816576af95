/**
 * What every room needs.
 */

// Assertions: an assumption of the program that fails is a bug and throws.
export { AssertionError, assert, defined, unreachable } from './assert';

// Results: expected failures as values with a code and a message.
export type { Failure, Result } from './result';
export { fail, ok } from './result';

// Seeded random numbers and checksums.
export type { Random } from './random';
export { createRandom } from './random';
export { sha256 } from './sha256';

// WebAssembly kernels, and the layout of their memory.
export type { KernelMemory } from './kernels';
export { loadKernels, placesFor } from './kernels';

// The version of Slowglass.
export { VERSION } from './version';

// CSV text.
export type { CsvCell } from './csv';
export { csvText } from './csv';

// Numbers, sizes and times as text.
export {
  codecName,
  formatBytes,
  formatCount,
  formatDuration,
  formatInstant,
  formatPercent,
  formatRate,
  formatScore,
  formatSignificant,
  formatTimeLeft,
} from './format';
