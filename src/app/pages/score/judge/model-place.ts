import type { Provider } from '../../../../judges';

/** Where a model would run in this browser, as `auto` chooses: WebGPU on a hardware adapter, else wasm. */
export async function modelPlace(): Promise<{ readonly provider: Provider; readonly half: boolean }> {
  const gpu = (navigator as { readonly gpu?: GPU }).gpu;
  const adapter = await gpu?.requestAdapter({ powerPreference: 'high-performance' }).catch(() => null);
  if (adapter === undefined || adapter === null || adapter.info.isFallbackAdapter)
    return { provider: 'wasm', half: false };
  return { provider: 'webgpu', half: adapter.features.has('shader-f16') };
}
