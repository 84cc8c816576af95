import { createRandom } from '../../base/random';
import type { Result } from '../../base/result';
import { fail, ok } from '../../base/result';
import type { AdamWOptions, OptimiserState } from '../engine/adamw';
import { stepScalars } from '../engine/adamw';
import type { Tensor } from '../engine/jax';
import { read, tree } from '../engine/jax';
import type { Evaluation } from '../evaluation/network';
import { evaluateNetwork } from '../evaluation/network';
import type { Scalings } from '../network/features';
import { CLIP_INPUTS, INPUT_WIDTHS, clipInputs, measureScaling } from '../network/features';
import type { ClipInput } from '../network/forward';
import type { Weights } from '../network/parameters';
import { initialWeights, layoutOf } from '../network/parameters';
import type { NetworkShape } from '../network/shape';
import type { BatchRows } from '../training/batch';
import { clipInput, drawClip, statisticsOf, targetsFor } from '../training/batch';
import type { Checkpoint } from '../training/checkpoint';
import { loadCheckpoint, saveCheckpoint } from '../training/checkpoint';
import type { Journal } from '../training/journal';
import type { LossWeights, Targets } from '../training/loss';
import { download, startState, upload } from '../training/optimiser';
import { learningRate } from '../training/schedule';
import type { ClipSource } from '../training/source';
import type { Step } from '../training/step';
import { makeStep } from '../training/step';
import type { Softness } from '../training/targets';

/** Everything that decides what supervised fine-tuning makes of a corpus. */
export interface SftOptions {
  readonly shape: NetworkShape;
  readonly seed: number;
  readonly epochs: number;
  readonly clipsPerBatch: number;
  readonly rows: BatchRows;
  /** Whole answers a clip and step; every dimension's rating is asked in any case. */
  readonly answersPerClip: number;
  readonly softness: Softness;
  readonly weigh: LossWeights;
  readonly optimiser: AdamWOptions;
  readonly peakRate: number;
  readonly warmupSteps: number;
  readonly floor: number;
  /** Decay of the weights' moving average. */
  readonly averageDecay: number;
  readonly checkpointEvery: number;
  /** Rows a clip in evaluation between epochs. */
  readonly evaluationRows: BatchRows;
}

/** What a stage needs of the outside world. */
export interface StageContext {
  readonly name: string;
  /** What the checkpoint must have been made from. */
  readonly identity: string;
  readonly checkpointPath: string;
  readonly journal: Journal;
  readonly onStep: (done: number, total: number, figures: { loss: number; clipsPerSecond: number }) => void;
  readonly onEpoch: (epoch: number, validation: Evaluation) => void;
  /** Asked after each step: true saves and stops. */
  readonly shouldStop: () => boolean;
}

/** A trained network: the moving average of its weights, and how its inputs are scaled. */
export interface Trained {
  readonly shape: NetworkShape;
  readonly weights: Weights;
  readonly scalings: Scalings;
  readonly steps: number;
}

/** A stage on its way: changes with every step. */
interface Run {
  readonly source: ClipSource;
  readonly options: SftOptions;
  readonly context: StageContext;
  readonly scalings: Scalings;
  readonly perEpoch: number;
  /** Steps of the whole stage, and those done. */
  readonly total: number;
  done: number;
  state: OptimiserState;
}

/**
 * Supervised fine-tuning (Q-Save 4.3, SFT): cross-entropy and squared error of the expected score (4.2.3) on the
 * training split. Resumes from its checkpoint bit by bit; `cancelled` when it was asked to stop.
 */
export async function trainSft(
  source: ClipSource,
  options: SftOptions,
  context: StageContext,
): Promise<Result<Trained>> {
  const count = source.labels('train').length;
  const perEpoch = Math.floor(count / options.clipsPerBatch);
  if (perEpoch === 0) {
    return fail(
      'invalid-option',
      `${count} training clips do not fill a batch of ${options.clipsPerBatch}. Ask for more --clips.`,
    );
  }
  const found = loadCheckpoint(context.checkpointPath, context.identity);
  if (!found.ok) return found;
  const start = begin(source, options, found.value);
  const run: Run = { source, options, context, perEpoch, total: perEpoch * options.epochs, ...start };
  const finished = await runSteps(run);
  const weights = await download(run.state.average, layoutOf(options.shape));
  tree.dispose(run.state);
  return finished.ok ? ok({ shape: options.shape, weights, scalings: run.scalings, steps: run.done }) : finished;
}

async function runSteps(run: Run): Promise<Result<undefined>> {
  const { options, context, perEpoch, total } = run;
  const step = makeStep(options.shape, options.weigh, options.optimiser, decaying(options.shape));
  const everyClip = run.source.labels('train').map((_, index) => index);
  let order: number[] = [];
  let orderedFor = -1;
  while (run.done < total) {
    const epoch = Math.floor(run.done / perEpoch);
    if (epoch !== orderedFor) {
      order = createRandom(`${options.seed}/${context.name}/epoch/${epoch}`).shuffle(everyClip);
      orderedFor = epoch;
    }
    const from = (run.done % perEpoch) * options.clipsPerBatch;
    const stepped = await takeStep(run, step, order.slice(from, from + options.clipsPerBatch));
    if (!stepped.ok) return stepped;
    if (run.done % perEpoch === 0) await reportEpoch(run);
    const stopped = context.shouldStop();
    if (run.done % options.checkpointEvery === 0 || run.done === total || stopped) {
      saveCheckpoint(context.checkpointPath, await snapshot(run));
    }
    if (stopped && run.done < total) {
      return fail(
        'cancelled',
        `Stopped after ${run.done} of ${total} steps. Run the same command again to go on from there.`,
      );
    }
  }
  return ok(undefined);
}

async function takeStep(run: Run, step: Step, indices: readonly number[]): Promise<Result<undefined>> {
  const { options, context, done } = run;
  const started = performance.now();
  const batch = makeBatch(run, indices);
  const rate = scheduledRate(options, run.total, done);
  const scalars = stepScalars(done, rate, options.averageDecay, options.optimiser);
  const result = step(run.state, batch.input, batch.targets, scalars);
  run.state = result.state;
  const number = async (value: Tensor): Promise<number> => (await read(value))[0]!;
  const figures = {
    loss: await number(result.loss),
    rating: await number(result.parts.rating),
    score: await number(result.parts.score),
    rationale: await number(result.parts.rationale),
    rate,
    gradientNorm: await number(result.norm),
    clipsPerSecond: (1000 * options.clipsPerBatch) / (performance.now() - started),
  };
  context.journal.write({ kind: 'step', stage: context.name, step: done, ...figures });
  if (!Number.isFinite(figures.loss)) {
    return fail(
      'internal',
      `The loss became ${figures.loss} at step ${done}. Train with a lower rate or another seed.`,
    );
  }
  run.done++;
  context.onStep(run.done, run.total, figures);
  return ok(undefined);
}

function begin(
  source: ClipSource,
  options: SftOptions,
  found: Checkpoint | undefined,
): Pick<Run, 'state' | 'done' | 'scalings'> {
  const layout = layoutOf(options.shape);
  if (found === undefined) {
    return {
      state: startState(initialWeights(options.shape, options.seed), layout),
      done: 0,
      scalings: measureScalings(source, options.seed),
    };
  }
  const state = {
    weights: upload(found.weights, layout),
    first: upload(found.first, layout),
    second: upload(found.second, layout),
    average: upload(found.average, layout),
  };
  return { state, done: found.step, scalings: found.scalings };
}

function scheduledRate(options: SftOptions, steps: number, step: number): number {
  return learningRate({ peak: options.peakRate, warmup: options.warmupSteps, floor: options.floor, steps }, step);
}

function decaying(shape: NetworkShape): ReadonlySet<string> {
  return new Set(
    layoutOf(shape)
      .banks.filter((bank) => bank.decays)
      .map((bank) => bank.name),
  );
}

function makeBatch(run: Run, indices: readonly number[]): { input: ClipInput; targets: Targets } {
  const { source, options, context, scalings, done } = run;
  // A function of seed, stage and step: a resumed run draws the same rows.
  const random = createRandom(`${options.seed}/${context.name}/step/${done}`);
  const draws = indices.map((index) => drawClip(source.clip('train', index), options.rows, random));
  return {
    input: clipInput(draws, source.units, scalings),
    targets: targetsFor(draws, options.answersPerClip, options.softness, random),
  };
}

async function snapshot({ context, done, state, scalings, options }: Run): Promise<Checkpoint> {
  const layout = layoutOf(options.shape);
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

async function reportEpoch({ source, state, scalings, options, context, done, perEpoch }: Run): Promise<void> {
  const { shape, evaluationRows } = options;
  const network = { shape, weights: await download(state.average, layoutOf(shape)), scalings };
  const validation = await evaluateNetwork(source, 'validation', network, evaluationRows);
  const epoch = done / perEpoch;
  const figures = Object.fromEntries(validation.map(({ id, srcc }) => [id, srcc ?? null]));
  context.journal.write({ kind: 'epoch', stage: context.name, step: done, epoch, validation: figures });
  context.onEpoch(epoch, validation);
}

/** Clips that the scaling of the inputs is measured on. */
const SCALING_CLIPS = 256;
const SCALING_ROWS = 16;

/** Offsets and factors of statistics and clip features over a part of the training split. */
export function measureScalings(source: ClipSource, seed: number): Scalings {
  const random = createRandom(`${seed}/scalings`);
  const count = source.labels('train').length;
  const fast: number[][] = [];
  const slow: number[][] = [];
  const clips: Float32Array[] = [];
  for (const index of random.shuffle(Array.from({ length: count }, (_, i) => i)).slice(0, SCALING_CLIPS)) {
    const clip = source.clip('train', index);
    clips.push(clipInputs(clip.clip));
    for (let i = 0; i < SCALING_ROWS; i++) {
      if (clip.fastRows > 0) fast.push(statisticsOf(clip, 'fast', random.integer(0, clip.fastRows), source.units));
      if (clip.slowRows > 0) slow.push(statisticsOf(clip, 'slow', random.integer(0, clip.slowRows), source.units));
    }
  }
  return {
    fast: measureScaling(INPUT_WIDTHS.fast.statistics, fast),
    slow: measureScaling(INPUT_WIDTHS.slow.statistics, slow),
    clip: measureScaling(CLIP_INPUTS, clips),
  };
}
