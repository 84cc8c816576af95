import type { Result } from '../../base';
import type { Gpu } from '../../gpu';
import type { Judge, Judges } from '../judge';
import type { ProviderChoice } from '../runtime/provider';
import type { OrtLoader } from '../runtime/runtime';
import { loadCompactJudge } from './load';
import type { ModelPack } from './pack';
import { loadPack } from './pack';
import type { PackSource } from './source';

export interface CompactJudgesConfig {
  readonly source: PackSource;
  readonly loader: OrtLoader;
  /** Opens the GPU or fails with the reason. Called at most once between two calls of `dispose`. */
  readonly openGpu: () => Promise<Result<Gpu>>;
}

/** Opens the compact judge of one pack, at most once for each provider. */
export function createCompactJudges({ source, loader, openGpu }: CompactJudgesConfig): Judges {
  const judges = new Map<ProviderChoice, Promise<Result<Judge>>>();
  let pack: Promise<Result<ModelPack>> | undefined;
  let gpu: Promise<Result<Gpu>> | undefined;

  const openPack = async (): Promise<Result<ModelPack>> => {
    const loaded = await (pack ??= loadPack(source));
    if (!loaded.ok) pack = undefined;
    return loaded;
  };
  const sharedGpu = (): Promise<Result<Gpu>> => (gpu ??= openGpu());
  const load = async (provider: ProviderChoice): Promise<Result<Judge>> => {
    const loaded = await openPack();
    if (!loaded.ok) return loaded;
    return loadCompactJudge(loaded.value, { provider, loader, gpu: sharedGpu });
  };
  return {
    gpu: sharedGpu,
    async open(provider) {
      const opening = judges.get(provider) ?? load(provider);
      judges.set(provider, opening);
      const opened = await opening;
      if (!opened.ok) judges.delete(provider);
      return opened;
    },
    async dispose() {
      const opened = await Promise.all(judges.values());
      judges.clear();
      for (const each of opened) if (each.ok) await each.value.dispose();
      const device = gpu === undefined ? undefined : await gpu;
      if (device?.ok === true) device.value.device.destroy();
      gpu = undefined;
    },
  };
}
