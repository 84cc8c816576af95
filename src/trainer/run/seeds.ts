import type { Result } from '../../base';
import { fail, ok } from '../../base';
import { averageOf } from '../network/average';
import type { Trained } from '../stages/stage';
import type { ClipSource } from '../training/source';
import type { RunConfig, StageName } from './config';
import { mainConfig, trainStage } from './config';
import type { Job } from './job';
import { seedsOf } from './job';

/** One network of the weight average. */
export interface SeedRun {
  readonly seed: number;
  readonly trained: Trained;
}

export type SeedRuns = readonly [SeedRun, ...SeedRun[]];

/**
 * The run configs of a job, one per seed, all on the same corpus. The seed decides how the stages shuffle, draw and
 * sample. Where training starts from a pack, all of them start from the same one.
 */
export function configsOf(job: Job, source: ClipSource): readonly [RunConfig, ...RunConfig[]] {
  const main = mainConfig(job, source);
  const [, ...others] = seedsOf(job);
  return [main, ...others.map((seed): RunConfig => ({ ...main, seed, folder: `seed-${seed}/` }))];
}

/** The last stage of the shipped network. */
export function lastStage({ preset }: Job): StageName {
  return preset.later === undefined ? 'sft' : 'cool-off';
}

/** Trains every run config through its last stage. */
export async function trainSeeds(job: Job, source: ClipSource): Promise<Result<SeedRuns>> {
  const runs: SeedRun[] = [];
  for (const config of configsOf(job, source)) {
    const trained = await trainStage(config, lastStage(job));
    if (!trained.ok) return trained;
    runs.push({ seed: config.seed, trained: trained.value });
  }
  return ok(runs as [SeedRun, ...SeedRun[]]);
}

/** Trains one stage of one run config, and the stages before it. */
export async function trainOne(
  job: Job,
  source: ClipSource,
  stage: StageName,
  seed: number = job.seed,
): Promise<Result<Trained>> {
  const configs = configsOf(job, source);
  const config = configs.find((each) => each.seed === seed);
  if (config === undefined) {
    const seeds = configs.map((each) => each.seed).join(', ');
    return fail('invalid-option', `No network of this run has the seed ${seed}. Choose one of ${seeds} with --of.`);
  }
  return trainStage(config, stage);
}

/** The shipped network: the weight average over the seeds. */
export function averaged(runs: SeedRuns): Trained {
  const [{ trained }] = runs;
  const [first, ...others] = runs.map((run) => run.trained.weights);
  return { ...trained, weights: averageOf([first!, ...others]) };
}
