import type { Result } from '../../base';
import { fail, ok } from '../../base';
import { evaluationTable } from '../evaluation/metrics';
import type { RestoredPack } from '../export/restore';
import { layoutOf } from '../network/parameters';
import { trainAso } from '../stages/aso';
import { trainCoolOff } from '../stages/cool-off';
import { trainGrpo } from '../stages/grpo';
import type { StageRun } from '../stages/loop';
import type { SftOptions } from '../stages/sft';
import { trainSft } from '../stages/sft';
import type { PaceOptions, StageContext, Trained } from '../stages/stage';
import type { SummaryOptions } from '../stages/summary';
import { trainSummary } from '../stages/summary';
import type { LaterStages } from '../presets';
import { fileJournal } from '../training/journal';
import { fileRollouts } from '../training/rollouts';
import type { PathwayMask } from '../training/pathway-mask';
import { SLOWFAST_MASK } from '../training/pathway-mask';
import type { ClipSource } from '../training/source';
import { openBar } from './bar';
import type { Job } from './job';
import { corpusName, trainFile } from './job';

export type StageName = 'summary' | 'sft' | 'grpo' | 'cool-off' | 'aso';

/** One way through the stages: a seed, a folder of checkpoints, the options of each stage. */
export interface Course {
  readonly job: Job;
  readonly source: ClipSource;
  readonly seed: number;
  readonly pathwayMask: PathwayMask;
  readonly summary: SummaryOptions;
  readonly sft: SftOptions;
  /** Where its weights come from; undefined for random ones. */
  readonly from: RestoredPack | undefined;
  /** Put before the names of its files; empty for the run that ships. */
  readonly folder: string;
}

/** The course of the model that ships. */
export function mainCourse(job: Job, source: ClipSource): Course {
  const { summary, sft } = job.preset;
  return { job, source, seed: job.seed, pathwayMask: SLOWFAST_MASK, summary, sft, from: job.from, folder: '' };
}

/** What a checkpoint of a stage must have been made from; the stages before it count as well. */
export function identityOf(course: Course, stage: StageName, name: string = stage): Result<string> {
  const { job, seed, pathwayMask, summary, sft, from } = course;
  const { shape } = job.preset;
  const summaryHeads = {
    stage: name,
    seed,
    clips: job.clips,
    corpus: corpusName(job),
    shape,
    // Says when the tokens' layout, the vocabulary or the network itself is no longer what it was.
    weights: layoutOf(shape).banks.map(({ rows, columns }) => rows * columns),
    summary,
    ...(from === undefined ? {} : { from: from.digest }),
  };
  if (stage === 'summary') return ok(JSON.stringify(summaryHeads));
  const common = { ...summaryHeads, pathwayMask, sft };
  if (stage === 'sft') return ok(JSON.stringify(common));
  const later = laterOf(job);
  if (!later.ok) return later;
  const { grpo, coolOff, aso } = later.value;
  if (stage === 'aso') return ok(JSON.stringify({ ...common, aso }));
  return ok(JSON.stringify(stage === 'grpo' ? { ...common, grpo } : { ...common, grpo, coolOff }));
}

function laterOf({ preset }: Job): Result<LaterStages> {
  if (preset.later !== undefined) return ok(preset.later);
  return fail(
    'invalid-option',
    `The preset ${preset.name} ends with SFT. Choose --preset finetune or base-5k for the other stages.`,
  );
}

/** Trains a stage of the course, and those before it as far as they are not finished. */
export async function trainStage(course: Course, stage: StageName): Promise<Result<Trained>> {
  if (stage === 'summary') return trainSummaryHeads(course);
  if (stage === 'sft') {
    const summaryHeads = await trainSummaryHeads(course);
    if (!summaryHeads.ok) return summaryHeads;
    return onStage(course, stage, course.sft, (run) => trainSft(run, summaryHeads.value, course.from?.network));
  }
  const later = laterOf(course.job);
  if (!later.ok) return later;
  const { grpo, coolOff, aso } = later.value;
  const before = await trainStage(course, stage === 'cool-off' ? 'grpo' : 'sft');
  if (!before.ok) return before;
  const store = fileRollouts(trainFile(course.job, `${course.folder}rollouts.jsonl`));
  switch (stage) {
    case 'grpo':
      return onStage(course, stage, grpo, (run) => trainGrpo(run, before.value, store));
    case 'cool-off':
      return onStage(course, stage, coolOff, (run) => trainCoolOff(run, before.value, store.all()));
    case 'aso':
      return onStage(course, stage, aso, (run) => trainAso(run, before.value));
  }
}

/** What reads the summaries: every course begins with it. `name` tells apart runs of it. */
export async function trainSummaryHeads(course: Course, name?: string): Promise<Result<Trained>> {
  if (course.summary.epochs === 0 && course.from === undefined) {
    const { preset } = course.job;
    return fail(
      'invalid-option',
      `The preset ${preset.name} goes on from a finished pack. Name its folder with --from.`,
    );
  }
  return onStage(course, 'summary', course.summary, (run) => trainSummary(run, course.from?.network), name);
}

/** Gives a stage its bar, journal and checkpoint, and runs it. `name` tells apart runs of one stage. */
export async function onStage<Options extends PaceOptions>(
  course: Course,
  stage: StageName,
  options: Options,
  train: (run: StageRun<Options>) => Promise<Result<Trained>>,
  name: string = stage,
): Promise<Result<Trained>> {
  const { job, source, seed, pathwayMask, folder } = course;
  const identity = identityOf(course, stage, name);
  if (!identity.ok) return identity;
  const title = `${folder}${name}`;
  const bar = openBar(title);
  const context: StageContext = {
    name,
    identity: identity.value,
    checkpointPath: trainFile(job, `${folder}${name}.bin`),
    journal: fileJournal(trainFile(job, `${folder}journal.jsonl`)),
    onStep: (done, total, { loss, clipsPerSecond }) =>
      bar.update(done, total, `| loss ${loss.toFixed(3)} | ${clipsPerSecond.toFixed(1)} clips/s`),
    onEpoch: (epoch, { evaluation, wellFormed }) => {
      const form = wellFormed === undefined ? '' : `, ${(100 * wellFormed).toFixed(1)} % of the answers well formed`;
      console.error(`\n${title}, epoch ${epoch}, validation${form}\n${evaluationTable(evaluation)}`);
    },
    shouldStop: job.shouldStop,
  };
  const trained = await train({ source, subject: { shape: job.preset.shape, pathwayMask, seed }, options, context });
  bar.stop();
  return trained;
}
