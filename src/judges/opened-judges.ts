import type { Result } from '../base';
import type { Gpu } from '../gpu';
import type { Judge, Judges } from './judge';
import type { ProviderChoice } from './runtime/provider';

export interface OpenedJudgesConfig {
  /** Opens the GPU or fails with the reason. Called at most once between two calls of `dispose`. */
  readonly openGpu: () => Promise<Result<Gpu>>;
  /** Opens the judge. Called at most once for each provider while it does not fail. */
  readonly open: (provider: ProviderChoice, gpu: () => Promise<Result<Gpu>>) => Promise<Result<Judge>>;
}

/** Keeps opened judges and the GPU between videos. */
export function createOpenedJudges({ openGpu, open }: OpenedJudgesConfig): Judges {
  const judges = new Map<ProviderChoice, Promise<Result<Judge>>>();
  let gpu: Promise<Result<Gpu>> | undefined;
  const sharedGpu = (): Promise<Result<Gpu>> => (gpu ??= openGpu());
  return {
    gpu: sharedGpu,
    async open(provider) {
      const opening = judges.get(provider) ?? open(provider, sharedGpu);
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
