import type { Result } from '../../base';
import { fail, ok } from '../../base';
import { averageOf } from '../network/average';
import type { Trained } from '../stages/stage';
import type { ClipSource } from '../training/source';
import type { Course, StageName } from './course';
import { mainCourse, trainStage } from './course';
import type { Job } from './job';
import { seedsOf } from './job';

/** One of the networks whose average ships. */
export interface SeedRun {
  readonly seed: number;
  readonly trained: Trained;
}

export type SeedRuns = readonly [SeedRun, ...SeedRun[]];

/**
 * The courses of a job, a seed each, all on its one corpus. What the seed decides is how the stages shuffle, draw and
 * sample; where training goes on from a pack, all of them begin with that.
 */
export function coursesOf(job: Job, source: ClipSource): readonly [Course, ...Course[]] {
  const main = mainCourse(job, source);
  const [, ...others] = seedsOf(job);
  return [main, ...others.map((seed): Course => ({ ...main, seed, folder: `seed-${seed}/` }))];
}

/** The last stage of what ships. */
export function lastStage({ preset }: Job): StageName {
  return preset.later === undefined ? 'sft' : 'cool-off';
}

/** Trains every course through its last stage. */
export async function trainSeeds(job: Job, source: ClipSource): Promise<Result<SeedRuns>> {
  const runs: SeedRun[] = [];
  for (const course of coursesOf(job, source)) {
    const trained = await trainStage(course, lastStage(job));
    if (!trained.ok) return trained;
    runs.push({ seed: course.seed, trained: trained.value });
  }
  return ok(runs as [SeedRun, ...SeedRun[]]);
}

/** One stage of one course, of the job's own seed where none is named, and the stages before it. */
export async function trainOne(
  job: Job,
  source: ClipSource,
  stage: StageName,
  seed: number = job.seed,
): Promise<Result<Trained>> {
  const courses = coursesOf(job, source);
  const course = courses.find((each) => each.seed === seed);
  if (course === undefined) {
    const seeds = courses.map((each) => each.seed).join(', ');
    return fail('invalid-option', `Nothing of this run has the seed ${seed}. Choose of ${seeds} with --of.`);
  }
  return trainStage(course, stage);
}

/** The network that ships: the mean of what every seed made. */
export function averaged(runs: SeedRuns): Trained {
  const [{ trained }] = runs;
  const [first, ...others] = runs.map((run) => run.trained.weights);
  return { ...trained, weights: averageOf([first!, ...others]) };
}
