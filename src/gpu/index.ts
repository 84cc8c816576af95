/**
 * WebGPU. Dawn for Node is exported by `node.ts`.
 */

// The device, and its loss.
export type { Gpu } from './device';
export { openGpu, watchLoss } from './device';

// Compute passes: compilation, bindings, dispatch.
export { compilePass } from './shader';
export type { Command } from './pass';
export { makeCommand, runCommands } from './pass';

// Buffers: storage, uniforms laid out from WGSL, pools, read-back.
export { createBufferPool, createStorage, toWords, writeBytes } from './buffers';
export { createUniform } from './uniform';
export { createReadBack } from './read-back';
