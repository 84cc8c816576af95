/**
 * What every room needs. Assertions for bugs, `Result` for expected failures, seeded random numbers, checksums, and
 * loading of compiled kernels.
 */
export { AssertionError, assert, defined, unreachable } from './assert';
export type { KernelMemory } from './kernels';
export { loadKernels, placesFor } from './kernels';
export type { Random } from './random';
export { createRandom } from './random';
export type { Failure, Result } from './result';
export { fail, ok } from './result';
export { sha256 } from './sha256';
export { VERSION } from './version';
