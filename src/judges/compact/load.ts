import type { Result } from '../../base';
import { fail, ok } from '../../base';
import type { Gpu } from '../../gpu';
import type { DimensionId } from '../../quality';
import { DIMENSIONS } from '../../quality';
import type { TokenJudge } from '../judge';
import type { Provider, ProviderChoice } from '../runtime/provider';
import { openOnProvider } from '../runtime/on-provider';
import type { OrtLoader } from '../runtime/runtime';
import { loadRuntime } from '../runtime/runtime';
import { checkGolden } from './golden-check';
import type { Manifest } from './manifest';
import type { CompactNetwork } from './network';
import { openNetwork } from './network';
import type { ModelPack } from './pack';

export interface LoadOptions {
  readonly provider: ProviderChoice;
  readonly loader: OrtLoader;
  /** Opens the GPU or fails with the reason. Called only where the choice needs it, because opening one is slow. */
  readonly gpu: () => Promise<Result<Gpu>>;
}

/**
 * Opens the judge of a compact pack on the chosen provider and checks it with the golden input. `auto` falls back from
 * WebGPU to wasm and gives the cause in `identity.reason`; a forced provider that does not work is a failure.
 */
export function loadCompactJudge(pack: ModelPack, options: LoadOptions): Promise<Result<TokenJudge>> {
  return openOnProvider({
    choice: options.provider,
    gpu: options.gpu,
    open: (provider, reason) => open(pack, options, provider, reason),
  });
}

async function open(
  pack: ModelPack,
  { loader, gpu }: LoadOptions,
  provider: Provider,
  reason: string,
): Promise<Result<TokenJudge>> {
  const device = async (): Promise<GPUDevice | undefined> => {
    const opened = await gpu();
    return opened.ok ? opened.value.device : undefined;
  };
  const runtime = await loadRuntime(loader, provider, provider === 'webgpu' ? await device() : undefined);
  if (!runtime.ok) return runtime;
  const opened = await openNetwork(pack, runtime.value, device);
  if (!opened.ok) return opened;
  const checked = await checkGolden(opened.value, pack.golden, runtime.value.device);
  if (!checked.ok) {
    await opened.value.dispose();
    if (checked.error.code !== 'model-failed') return checked;
    return fail(
      'model-failed',
      `The model computes wrong numbers on ${provider}: ${checked.error.message.replace(/\.$/, '')}. Choose another provider or fetch the pack again.`,
    );
  }
  return ok(compactJudge(pack, opened.value, provider, reason));
}

function compactJudge(
  { manifest, sha256 }: ModelPack,
  network: CompactNetwork,
  provider: Provider,
  reason: string,
): TokenJudge {
  const { name, version, sampling, slowfast, packing, artifacts } = manifest;
  const { layout: _layout, ...budget } = packing;
  const dimensions = DIMENSIONS.map(({ id }) => id).filter((id) => manifest.dimensions.some((each) => each.id === id));
  return {
    reads: 'tokens',
    identity: { kind: 'compact', name, version, sha256, provider, reason },
    dimensions,
    unavailable: unavailable(manifest),
    artifacts,
    rationale: 'grammar',
    sampling: { ...sampling, thresholds: slowfast, budget },
    read: (window) => network.read(window),
    dispose: () => network.dispose(),
  };
}

function unavailable({ dimensions }: Manifest): Partial<Record<DimensionId, string>> {
  const missing = DIMENSIONS.filter(({ id }) => !dimensions.some((each) => each.id === id));
  return Object.fromEntries(
    missing.map(({ id, needsText }) => [id, needsText ? 'needs a text model' : 'not judged by this model']),
  );
}
