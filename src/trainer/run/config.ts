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
import { DEFAULT_OUT, corpusName, trainFile } from './job';

export type StageName = 'summary' | 'sft' | 'grpo' | 'cool-off' | 'aso';

/** Settings of one training run: seed, folder of checkpoints, options of the stages. */
export interface RunConfig {
  readonly job: Job;
  readonly source: ClipSource;
  readonly seed: number;
  readonly pathwayMask: PathwayMask;
  readonly summary: SummaryOptions;
  readonly sft: SftOptions;
  /** The pack that training starts from; undefined for random weights. */
  readonly from: RestoredPack | undefined;
  /** Prefix of its file names; empty for the shipped network. */
  readonly folder: string;
}

/** The run config of the shipped network. */
export function mainConfig(job: Job, source: ClipSource): RunConfig {
  const { summary, sft } = job.preset;
  return { job, source, seed: job.seed, pathwayMask: SLOWFAST_MASK, summary, sft, from: job.from, folder: '' };
}

/** Identifies what a checkpoint of a stage is made from, with the stages before it. */
export function identityOf(config: RunConfig, stage: StageName, name: string = stage): Result<string> {
  const { job, seed, pathwayMask, summary, sft, from } = config;
  const { shape } = job.preset;
  const summaryHeads = {
    stage: name,
    seed,
    clips: job.clips,
    corpus: corpusName(job),
    shape,
    // Changes with the token layout, the vocabulary and the network.
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

/** Trains a stage, and the unfinished stages before it. */
export async function trainStage(config: RunConfig, stage: StageName): Promise<Result<Trained>> {
  if (stage === 'summary') return trainSummaryHeads(config);
  if (stage === 'sft') {
    const summaryHeads = await trainSummaryHeads(config);
    if (!summaryHeads.ok) return summaryHeads;
    return onStage(config, stage, config.sft, (run) => trainSft(run, summaryHeads.value, config.from?.network));
  }
  const later = laterOf(config.job);
  if (!later.ok) return later;
  const { grpo, coolOff, aso } = later.value;
  const before = await trainStage(config, stage === 'cool-off' ? 'grpo' : 'sft');
  if (!before.ok) return before;
  const store = fileRollouts(trainFile(config.job, `${config.folder}rollouts.jsonl`));
  switch (stage) {
    case 'grpo':
      return onStage(config, stage, grpo, (run) => trainGrpo(run, before.value, store));
    case 'cool-off':
      return onStage(config, stage, coolOff, (run) => trainCoolOff(run, before.value, store.all()));
    case 'aso':
      return onStage(config, stage, aso, (run) => trainAso(run, before.value));
  }
}

/** Trains the summary heads, the first stage of every run. `name` distinguishes runs of it. */
export async function trainSummaryHeads(config: RunConfig, name?: string): Promise<Result<Trained>> {
  if (config.summary.epochs === 0 && config.from === undefined) {
    const { preset } = config.job;
    return fail(
      'invalid-option',
      `The preset ${preset.name} starts from a finished pack. Name its folder, for example --from ${DEFAULT_OUT}.`,
    );
  }
  return onStage(config, 'summary', config.summary, (run) => trainSummary(run, config.from?.network), name);
}

/** Runs a stage with a progress bar, journal and checkpoint. `name` distinguishes runs of one stage. */
export async function onStage<Options extends PaceOptions>(
  config: RunConfig,
  stage: StageName,
  options: Options,
  train: (run: StageRun<Options>) => Promise<Result<Trained>>,
  name: string = stage,
): Promise<Result<Trained>> {
  const { job, source, seed, pathwayMask, folder } = config;
  const identity = identityOf(config, stage, name);
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
      const form = wellFormed === undefined ? '' : `, ${(100 * wellFormed).toFixed(1)} % of the answers well-formed`;
      console.error(`\n${title}, epoch ${epoch}, validation${form}\n${evaluationTable(evaluation)}`);
    },
    shouldStop: job.shouldStop,
  };
  const trained = await train({ source, subject: { shape: job.preset.shape, pathwayMask, seed }, options, context });
  bar.stop();
  return trained;
}
