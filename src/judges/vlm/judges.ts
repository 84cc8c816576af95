import type { Result } from '../../base';
import type { Gpu } from '../../gpu';
import type { Judges } from '../judge';
import { createOpenedJudges } from '../opened-judges';
import type { VlmOptions } from './load';
import { openVlmJudge } from './load';
import type { ModelFiles } from './model-files';

export interface VlmJudgesConfig extends Omit<VlmOptions, 'files' | 'provider' | 'gpu'> {
  /** Lists the files of the model or fails with the reason. */
  readonly files: () => Promise<Result<ModelFiles>>;
  /** Opens the GPU or fails with the reason. Called at most once between two calls of `dispose`. */
  readonly openGpu: () => Promise<Result<Gpu>>;
}

/** Opens one vision-language model, at most once for each provider. */
export function createVlmJudges({ files, openGpu, ...options }: VlmJudgesConfig): Judges {
  return createOpenedJudges({
    openGpu,
    async open(provider, gpu) {
      const listed = await files();
      return listed.ok ? openVlmJudge({ ...options, files: listed.value, provider, gpu }) : listed;
    },
  });
}
