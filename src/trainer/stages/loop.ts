import type { Random, Result } from '../../base';
import { createRandom, fail, ok } from '../../base';
import type { OptimiserState, StepScalars } from '../engine/adamw';
import { stepScalars } from '../engine/adamw';
import { tree } from '../engine/jax';
import type { Evaluation } from '../evaluation/network';
import type { Network } from '../network/network';
import type { Scalings } from '../network/scalings';
import type { Layout, Weights } from '../network/parameters';
import { layoutOf } from '../network/parameters';
import type { Checkpoint } from '../training/checkpoint';
import { loadCheckpoint, saveCheckpoint } from '../training/checkpoint';
import { download, startState, upload } from '../training/optimiser';
import { learningRate } from '../training/schedule';
import type { ClipSource } from '../training/source';
import type { PaceOptions, StageContext, StageOptions, Subject, Trained, Validation } from './stage';

/** Start of a stage: initial weights, or those of the stage before it. */
export type Start = Pick<Trained, 'weights' | 'scalings' | 'steps'>;

/** Metrics of a step for the journal; a stage adds its own. */
export type StepMetrics = { loss: number; gradientNorm: number; [metric: string]: number };

/** Input of one step of a stage. */
export interface StepTask {
  readonly state: OptimiserState;
  /** Numbers of the drawn clips in the training split. */
  readonly indices: readonly number[];
  readonly scalings: Scalings;
  readonly step: number;
  /** A function of seed, stage and step, so that a resumed run draws the same. */
  readonly random: Random;
  /** AdamW's scalars of the n-th update of this step, counted from 0. */
  readonly scalars: (update: number) => StepScalars;
}

/** The part of a stage that differs from other stages. */
export interface Work {
  /** Numbers of training clips that it trains on. */
  readonly clips: readonly number[];
  /** Updates of the weights in one step. */
  readonly updates: number;
  /** Layout of its weights on the device; undefined for that of the whole network. */
  readonly layout?: Layout;
  /** Called once before the first step of this run, with the steps done by earlier ones. */
  readonly begin?: (done: number) => void;
  readonly step: (task: StepTask) => Promise<{ state: OptimiserState; metrics: StepMetrics }>;
  readonly validate: (network: Network) => Promise<Validation>;
}

export interface StageRun<Options extends PaceOptions = StageOptions> {
  readonly source: ClipSource;
  readonly subject: Subject;
  readonly options: Options;
  readonly context: StageContext;
}

/** State of a running stage. */
interface Progress {
  readonly scalings: Scalings;
  readonly stepsBefore: number;
  readonly layout: Layout;
  readonly perEpoch: number;
  /** Steps of the whole stage, and those done. */
  readonly total: number;
  done: number;
  state: OptimiserState;
}

/**
 * Runs a stage to its end: epochs over shuffled clips, checkpoints, journal, validation. Resumes from its checkpoint
 * bit-identically. Errors: `cancelled` where `shouldStop` returned true; `invalid-option` for a checkpoint of another
 * configuration or too few clips; `internal` where a loss is not finite. In each case the last good checkpoint stays.
 */
export async function runStage(run: StageRun<PaceOptions>, start: () => Start, work: Work): Promise<Result<Trained>> {
  const { subject, options, context } = run;
  const perEpoch = Math.floor(work.clips.length / options.clipsPerBatch);
  if (perEpoch === 0) {
    return fail(
      'invalid-option',
      `${work.clips.length} training clips do not fill a batch of ${options.clipsPerBatch}. Ask for more --clips.`,
    );
  }
  const found = loadCheckpoint(context.checkpointPath, context.identity);
  if (!found.ok) return found;
  const layout = work.layout ?? layoutOf(subject.shape);
  const progress = { perEpoch, total: perEpoch * options.epochs, layout, ...resume(layout, found.value, start()) };
  context.journal.rewind(context.name, progress.done);
  work.begin?.(progress.done);
  const finished = await runSteps(run, work, progress);
  const weights = await download(progress.state.average, layout);
  tree.dispose(progress.state);
  if (!finished.ok) return finished;
  const { scalings, stepsBefore, done } = progress;
  return ok({ shape: subject.shape, weights, scalings, steps: stepsBefore + done });
}

async function runSteps(run: StageRun<PaceOptions>, work: Work, progress: Progress): Promise<Result<undefined>> {
  const { subject, options, context } = run;
  const { perEpoch, total } = progress;
  let order: number[] = [];
  let orderedFor = -1;
  while (progress.done < total) {
    const epoch = Math.floor(progress.done / perEpoch);
    if (epoch !== orderedFor) {
      order = createRandom(`${subject.seed}/${context.name}/epoch/${epoch}`).shuffle(work.clips);
      orderedFor = epoch;
    }
    const from = (progress.done % perEpoch) * options.clipsPerBatch;
    const stepped = await takeStep(run, work, progress, order.slice(from, from + options.clipsPerBatch));
    if (!stepped.ok) return stepped;
    if (progress.done % perEpoch === 0) await reportEpoch(run, work, progress);
    // The engine never yields to the event loop, so signals need a turn of it here.
    await new Promise((resume) => setImmediate(resume));
    const stopped = context.shouldStop();
    if (progress.done % options.checkpointEvery === 0 || progress.done === total || stopped) {
      saveCheckpoint(context.checkpointPath, await snapshot(run, progress));
    }
    if (stopped && progress.done < total) {
      return fail(
        'cancelled',
        `Stopped after ${progress.done} of ${total} steps. Run the same command again to continue.`,
      );
    }
  }
  return ok(undefined);
}

async function takeStep(
  { subject, options, context }: StageRun<PaceOptions>,
  work: Work,
  progress: Progress,
  indices: readonly number[],
): Promise<Result<undefined>> {
  const started = performance.now();
  const { done, total, scalings, state } = progress;
  const random = createRandom(`${subject.seed}/${context.name}/step/${done}`);
  const { peakRate: peak, warmupSteps: warmup, floor, averageDecay, optimiser } = options;
  const rate = learningRate({ peak, warmup, floor, steps: total }, done);
  const scalars = (update: number): StepScalars =>
    stepScalars(done * work.updates + update, rate, averageDecay, optimiser);
  const stepped = await work.step({ state, indices, scalings, step: done, random, scalars });
  progress.state = stepped.state;
  const metrics = {
    ...stepped.metrics,
    rate,
    clipsPerSecond: (1000 * options.clipsPerBatch) / (performance.now() - started),
  };
  context.journal.write({ kind: 'step', stage: context.name, step: done, ...metrics });
  if (!Number.isFinite(metrics.loss) || !Number.isFinite(metrics.gradientNorm)) {
    return fail(
      'internal',
      `${context.name}: the loss became ${metrics.loss} and its gradient ${metrics.gradientNorm} at step ${done}. The last good checkpoint is kept in ${context.checkpointPath}; train with a lower rate or another seed.`,
    );
  }
  progress.done++;
  context.onStep(progress.done, total, metrics);
  return ok(undefined);
}

function resume(
  layout: Layout,
  found: Checkpoint | undefined,
  start: Start,
): Pick<Progress, 'state' | 'done' | 'scalings' | 'stepsBefore'> {
  const stepsBefore = start.steps;
  if (found === undefined) {
    return { state: startState(start.weights, layout), done: 0, scalings: start.scalings, stepsBefore };
  }
  const up = (weights: Weights) => upload(weights, layout);
  const { weights, first, second, average, step: done, scalings } = found;
  const state = { weights: up(weights), first: up(first), second: up(second), average: up(average) };
  return { state, done, scalings, stepsBefore };
}

async function snapshot({ context }: StageRun<PaceOptions>, progress: Progress): Promise<Checkpoint> {
  const { done, state, scalings, layout } = progress;
  return {
    identity: context.identity,
    step: done,
    weights: await download(state.weights, layout),
    first: await download(state.first, layout),
    second: await download(state.second, layout),
    average: await download(state.average, layout),
    scalings,
  };
}

async function reportEpoch({ subject, context }: StageRun<PaceOptions>, work: Work, progress: Progress): Promise<void> {
  const { done, perEpoch, scalings, state, layout } = progress;
  const weights = await download(state.average, layout);
  const validation = await work.validate({ shape: subject.shape, weights, scalings });
  const epoch = done / perEpoch;
  const { evaluation, wellFormed, atPrompts } = validation;
  const srcc = (of: Evaluation) => Object.fromEntries(of.map((each) => [each.id, each.srcc ?? null]));
  context.journal.write({
    kind: 'epoch',
    stage: context.name,
    step: done,
    epoch,
    validation: srcc(evaluation),
    ...(wellFormed === undefined ? {} : { wellFormed }),
    ...(atPrompts === undefined ? {} : { atPrompts: srcc(atPrompts) }),
  });
  context.onEpoch(epoch, validation);
}
