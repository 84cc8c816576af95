/** Where a judge computes. */
export type Provider = 'webgpu' | 'wasm';

/** The requested provider. `auto`: WebGPU on a hardware adapter, else wasm. */
export type ProviderChoice = 'auto' | Provider;
