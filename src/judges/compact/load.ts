import type { Result } from '../../base';
import { fail, ok } from '../../base';
import type { Gpu } from '../../gpu';
import type { CompactModel } from './compact';
import { openCompactModel } from './compact';
import { checkGolden } from './golden-check';
import type { ModelPack } from './pack';
import type { Provider, ProviderChoice } from '../runtime/provider';
import type { QualityModel } from './quality-model';
import type { OrtLoader } from '../runtime/runtime';
import { loadRuntime } from '../runtime/runtime';

export interface LoadOptions {
  readonly provider: ProviderChoice;
  readonly loader: OrtLoader;
  /** The GPU, or why there is none. Called only where the choice needs it: opening one takes a while. */
  readonly gpu: () => Promise<Result<Gpu>>;
}

/**
 * Opens a compact pack where it was asked to run and proves it with the golden input. `auto` falls back from WebGPU
 * to wasm and says why in `reason`; a forced provider that does not work is a failure.
 */
export async function loadCompactModel(pack: ModelPack, options: LoadOptions): Promise<Result<QualityModel>> {
  const { provider } = options;
  if (provider === 'wasm') return open(pack, options, 'wasm', 'wasm was asked for.');
  const gpu = await options.gpu();
  if (!gpu.ok) {
    return provider === 'webgpu' ? gpu : open(pack, options, 'wasm', `WebGPU is not used: ${gpu.error.message}`);
  }
  const { software, name } = gpu.value;
  if (provider === 'webgpu') return open(pack, options, 'webgpu', `WebGPU was asked for (${name}).`);
  if (software) {
    const reason = `The only WebGPU adapter (${name}) runs on the CPU, where wasm is faster.`;
    return open(pack, options, 'wasm', reason);
  }
  const first = await open(pack, options, 'webgpu', `WebGPU on a hardware adapter (${name}).`);
  if (first.ok) return first;
  return open(pack, options, 'wasm', `WebGPU (${name}) was tried and left: ${first.error.message}`);
}

async function open(
  pack: ModelPack,
  { loader, gpu }: LoadOptions,
  provider: Provider,
  reason: string,
): Promise<Result<QualityModel>> {
  const device = async (): Promise<GPUDevice | undefined> => {
    const opened = await gpu();
    return opened.ok ? opened.value.device : undefined;
  };
  const runtime = await loadRuntime(loader, provider, provider === 'webgpu' ? await device() : undefined);
  if (!runtime.ok) return runtime;
  const opened = await openCompactModel(pack, runtime.value, device);
  if (!opened.ok) return opened;
  const checked = await checkGolden(opened.value, pack.golden, runtime.value.device);
  if (!checked.ok) {
    await opened.value.dispose();
    if (checked.error.code !== 'model-failed') return checked;
    return fail(
      'model-failed',
      `The model does not compute as it should on ${provider}: ${checked.error.message.replace(/\.$/, '')}. Choose another provider or fetch the pack again.`,
    );
  }
  return ok(qualityModel(pack, opened.value, provider, reason));
}

function qualityModel(pack: ModelPack, model: CompactModel, provider: Provider, reason: string): QualityModel {
  return {
    manifest: pack.manifest,
    sha256: pack.sha256,
    provider,
    reason,
    encode: (window) => model.encode(window),
    dispose: () => model.dispose(),
  };
}
