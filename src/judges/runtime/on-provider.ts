import type { Result } from '../../base';
import type { Gpu } from '../../gpu';
import type { Provider, ProviderChoice } from './provider';

export interface OnProvider<T> {
  readonly choice: ProviderChoice;
  /** Opens the GPU or fails with the reason. Called only where the choice needs it, because opening one is slow. */
  readonly gpu: () => Promise<Result<Gpu>>;
  /** @param reason why this provider, in one sentence */
  readonly open: (provider: Provider, reason: string) => Promise<Result<T>>;
}

/**
 * Opens something on the chosen provider. `auto` falls back from WebGPU to wasm and passes the cause on as the reason; a
 * forced provider that does not work is a failure.
 */
export async function openOnProvider<T>({ choice, gpu, open }: OnProvider<T>): Promise<Result<T>> {
  if (choice === 'wasm') return open('wasm', 'wasm was asked for.');
  const opened = await gpu();
  if (!opened.ok) {
    return choice === 'webgpu' ? opened : open('wasm', `WebGPU is not used: ${opened.error.message}`);
  }
  const { software, name } = opened.value;
  if (choice === 'webgpu') return open('webgpu', `WebGPU was asked for (${name}).`);
  if (software) return open('wasm', `The only WebGPU adapter (${name}) runs on the CPU, where wasm is faster.`);
  const first = await open('webgpu', `WebGPU on a hardware adapter (${name}).`);
  if (first.ok) return first;
  return open('wasm', `WebGPU (${name}) was tried and failed: ${first.error.message}`);
}
