import { createRandom } from '../../base/random';
import type { Result } from '../../base/result';
import { fail, ok } from '../../base/result';
import type { AdamWOptions, OptimiserState } from '../engine/adamw';
import { stepScalars } from '../engine/adamw';
import { read, tree } from '../engine/jax';
import type { Evaluation } from '../evaluation/network';
import { evaluateNetwork } from '../evaluation/network';
import type { Scalings } from '../network/features';
import { clipInputs, measureScaling } from '../network/features';
import type { Weights } from '../network/parameters';
import { initialWeights, layoutOf } from '../network/parameters';
import type { NetworkShape } from '../network/shape';
import type { BatchRows } from '../training/batch';
import { clipInput, drawClip, statisticsOf, targetsFor } from '../training/batch';
import type { Checkpoint } from '../training/checkpoint';
import { loadCheckpoint, saveCheckpoint } from '../training/checkpoint';
import type { Journal } from '../training/journal';
import type { LossWeights } from '../training/loss';
import { download, startState, upload } from '../training/optimiser';
import { learningRate } from '../training/schedule';
import type { ClipSource } from '../training/source';
import { makeStep } from '../training/step';
import type { Softness } from '../training/targets';
import { CLIP_INPUTS, INPUT_WIDTHS } from '../network/features';

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
  const total = perEpoch * options.epochs;
  const found = loadCheckpoint(context.checkpointPath, context.identity);
  if (!found.ok) return found;
  const layout = layoutOf(options.shape);
  let { state, done, scalings } = begin(source, options, found.value);
  const step = makeStep(options.shape, options.weigh, options.optimiser, decaying(options.shape));
  const save = async (): Promise<Checkpoint> => {
    const checkpoint = await snapshot(context.identity, done, state, scalings, options.shape);
    saveCheckpoint(context.checkpointPath, checkpoint);
    return checkpoint;
  };

  let order: number[] = [];
  let orderEpoch = -1;
  let stopped = false;
  while (done < total && !stopped) {
    const started = performance.now();
    const epoch = Math.floor(done / perEpoch);
    if (epoch !== orderEpoch) {
      order = createRandom(`${options.seed}/${context.name}/epoch/${epoch}`).shuffle(
        Array.from({ length: count }, (_, i) => i),
      );
      orderEpoch = epoch;
    }
    const from = (done % perEpoch) * options.clipsPerBatch;
    const batch = makeBatch(
      source,
      order.slice(from, from + options.clipsPerBatch),
      scalings,
      options,
      context.name,
      done,
    );
    const rate = scheduledRate(options, total, done);
    const result = step(
      state,
      batch.input,
      batch.targets,
      stepScalars(done, rate, options.averageDecay, options.optimiser),
    );
    state = result.state;
    const [loss] = await read(result.loss);
    const [gradientNorm] = await read(result.norm);
    const [rating] = await read(result.parts.rating);
    const [score] = await read(result.parts.score);
    const [rationale] = await read(result.parts.rationale);
    if (!Number.isFinite(loss)) {
      return fail('internal', `The loss became ${loss} at step ${done}. Train with a lower rate or another seed.`);
    }
    const clipsPerSecond = (1000 * options.clipsPerBatch) / (performance.now() - started);
    context.journal.write({
      kind: 'step',
      stage: context.name,
      step: done,
      loss: loss!,
      rating: rating!,
      score: score!,
      rationale: rationale!,
      rate,
      gradientNorm: gradientNorm!,
      clipsPerSecond,
    });
    done++;
    context.onStep(done, total, { loss: loss!, clipsPerSecond });
    if (done % perEpoch === 0) await reportEpoch(source, state, scalings, options, context, done, done / perEpoch);
    stopped = context.shouldStop();
    if (done % options.checkpointEvery === 0 || done === total || stopped) await save();
  }
  const weights = await download(state.average, layout);
  tree.dispose(state);
  if (stopped && done < total) {
    return fail(
      'cancelled',
      `Stopped after ${done} of ${total} steps. Run the same command again to go on from there.`,
    );
  }
  return ok({ shape: options.shape, weights, scalings, steps: done });
}

function begin(
  source: ClipSource,
  options: SftOptions,
  found: Checkpoint | undefined,
): { state: OptimiserState; done: number; scalings: Scalings } {
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

function makeBatch(
  source: ClipSource,
  indices: readonly number[],
  scalings: Scalings,
  options: SftOptions,
  stage: string,
  step: number,
): { input: ReturnType<typeof clipInput>; targets: ReturnType<typeof targetsFor> } {
  // A function of seed, stage and step: a resumed run draws the same rows.
  const random = createRandom(`${options.seed}/${stage}/step/${step}`);
  const draws = indices.map((index) => drawClip(source.clip('train', index), options.rows, random));
  return {
    input: clipInput(draws, source.units, scalings),
    targets: targetsFor(draws, options.answersPerClip, options.softness, random),
  };
}

async function snapshot(
  identity: string,
  step: number,
  state: OptimiserState,
  scalings: Scalings,
  shape: NetworkShape,
): Promise<Checkpoint> {
  const layout = layoutOf(shape);
  return {
    identity,
    step,
    weights: await download(state.weights, layout),
    first: await download(state.first, layout),
    second: await download(state.second, layout),
    average: await download(state.average, layout),
    scalings,
  };
}

async function reportEpoch(
  source: ClipSource,
  state: OptimiserState,
  scalings: Scalings,
  options: SftOptions,
  context: StageContext,
  step: number,
  epoch: number,
): Promise<void> {
  const weights = await download(state.average, layoutOf(options.shape));
  const network = { shape: options.shape, weights, scalings };
  const validation = await evaluateNetwork(source, 'validation', network, options.evaluationRows);
  const figures = Object.fromEntries(validation.map(({ id, srcc }) => [id, srcc ?? null]));
  context.journal.write({ kind: 'epoch', stage: context.name, step, epoch, validation: figures });
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
