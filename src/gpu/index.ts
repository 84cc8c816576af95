/**
 * WebGPU: the device, buffers, passes and read-back. Dawn for Node is exported by `node.ts`.
 */
export { createBufferPool, createStorage, toWords, writeBytes } from './buffers';
export type { Gpu } from './device';
export { openGpu, watchLoss } from './device';
export type { Command } from './pass';
export { makeCommand, runCommands } from './pass';
export { createReadBack } from './read-back';
export { compilePass } from './shader';
export { createUniform } from './uniform';
