/** Where ONNX Runtime runs the model. */
export type Provider = 'webgpu' | 'wasm';

/** What was asked for; `auto` is WebGPU on a hardware adapter, else wasm. */
export type ProviderChoice = 'auto' | Provider;
