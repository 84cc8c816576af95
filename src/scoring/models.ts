import type { Result } from '../base';
import type { Gpu } from '../gpu';
import type { ModelPack, OrtLoader, PackSource, ProviderChoice, QualityModel } from '../judges';
import { loadCompactModel, loadPack } from '../judges';

export interface ModelShelfConfig {
  readonly source: PackSource;
  readonly loader: OrtLoader;
  /** Opens the GPU, or says why there is none; called at most once. */
  readonly openGpu: () => Promise<Result<Gpu>>;
}

/** Keeps the pack, the GPU and the opened models between files. A failure is not kept: the next file tries again. */
export interface ModelShelf {
  model(provider: ProviderChoice): Promise<Result<QualityModel>>;
  gpu(): Promise<Result<Gpu>>;
  dispose(): Promise<void>;
}

export function createModelShelf({ source, loader, openGpu }: ModelShelfConfig): ModelShelf {
  const models = new Map<ProviderChoice, Promise<Result<QualityModel>>>();
  let pack: Promise<Result<ModelPack>> | undefined;
  let gpu: Promise<Result<Gpu>> | undefined;

  const openPack = async (): Promise<Result<ModelPack>> => {
    const loaded = await (pack ??= loadPack(source));
    if (!loaded.ok) pack = undefined;
    return loaded;
  };
  const ready = (): Promise<Result<Gpu>> => (gpu ??= openGpu());
  const open = async (provider: ProviderChoice): Promise<Result<QualityModel>> => {
    const loaded = await openPack();
    if (!loaded.ok) return loaded;
    return loadCompactModel(loaded.value, { provider, loader, gpu: ready });
  };
  return {
    gpu: ready,
    async model(provider) {
      const opening = models.get(provider) ?? open(provider);
      models.set(provider, opening);
      const opened = await opening;
      if (!opened.ok) models.delete(provider);
      return opened;
    },
    async dispose() {
      const opened = await Promise.all(models.values());
      models.clear();
      for (const each of opened) if (each.ok) await each.value.dispose();
      const device = gpu === undefined ? undefined : await gpu;
      if (device?.ok === true) device.value.device.destroy();
      gpu = undefined;
    },
  };
}
