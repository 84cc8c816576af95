import type { Result } from '../../base';
import type { Gpu } from '../../gpu';
import type { Judges } from '../judge';
import { createOpenedJudges } from '../opened-judges';
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
  let pack: Promise<Result<ModelPack>> | undefined;
  const openPack = async (): Promise<Result<ModelPack>> => {
    const loaded = await (pack ??= loadPack(source));
    if (!loaded.ok) pack = undefined;
    return loaded;
  };
  return createOpenedJudges({
    openGpu,
    async open(provider, gpu) {
      const loaded = await openPack();
      return loaded.ok ? loadCompactJudge(loaded.value, { provider, loader, gpu }) : loaded;
    },
  });
}
