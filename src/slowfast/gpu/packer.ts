import type { Result } from '../../base';
import { assert, defined, fail, ok } from '../../base';
import type { Command } from '../../gpu';
import { createReadBack, createStorage, createUniform, runCommands, watchLoss } from '../../gpu';
import type { PlanarFrame, SampledFrame } from '../../media';
import frameWgsl from '../../../shaders/frame.wgsl?raw';
import { createClipFeatures, stepOf } from '../clip-features';
import { createRule, RESULT_WORDS } from './classify';
import { makeDifferenceStatisticsCommand } from './difference-statistics';
import { differenceBytes, fastTokenBytes, makeFastTokensCommand } from './fast-tokens';
import { fragmentBytes } from './fragments';
import { createFramePasses } from './frame-passes';
import type { FramePasses } from './frame-passes';
import { createLowMeans, createLowSlotUniforms } from './low-resolution';
import { createLowSlots } from './low-slots';
import { sampleValues } from './sample-values';
import type { SampleValues } from './sample-values';
import { createMotionBuffers, makeBlockMotionCommand, makeMotionStatisticsCommand } from './motion';
import { pipelinesOf } from './pipelines';
import type { Pipelines } from './pipelines';
import { meanDifferences, recordOf } from './sample-results';
import type { PushedSample } from './sample-results';
import { createWindowTokens } from './window-tokens';
import { comparableHistory } from '../history';
import type { FrameHistory } from '../history';
import type { SlowFastOptions } from '../options';
import type { Packer } from '../packer';
import { FAST_TOKENS, FAST_WIDTH, SLOW_WIDTH } from '../tokens';
import type { PackedWindow } from '../tokens';

/** Samples whose uploads may wait on the GPU at the same time. More would only use more staging memory. */
const SAMPLES_IN_FLIGHT = 3;

interface OpenWindow {
  readonly fast: GPUBuffer;
  readonly pushed: PushedSample[];
}

/**
 * The same packing as the CPU reference, by shaders. Only one small buffer is read back per window (results and mean
 * differences). Tokens stay in GPU buffers, which are reused between windows.
 *
 * Fails with `gpu-lost`, and with `too-large` where the frames or the window do not fit the GPU.
 */
export async function createGpuPacker(device: GPUDevice, options: SlowFastOptions): Promise<Result<Packer>> {
  assert(options.windowFrames >= 1, 'a window holds at least one sampled frame');
  const largest = Math.max(fragmentBytes(options.windowFrames), fastTokenBytes(options.windowFrames));
  if (largest > device.limits.maxStorageBufferBindingSize) {
    return fail('too-large', `Windows of ${options.windowFrames} sampled frames do not fit this GPU. Choose fewer.`);
  }
  const loss = watchLoss(device);
  const pipelines = await loss.guard(pipelinesOf(device));
  return pipelines.ok ? ok(new GpuPacker(device, options, pipelines.value, loss)) : pipelines;
}

class GpuPacker implements Packer {
  readonly backend = 'webgpu';
  readonly #device: GPUDevice;
  readonly #options: SlowFastOptions;
  readonly #pipelines: Pipelines;
  readonly #loss: ReturnType<typeof watchLoss>;
  readonly #tokens;
  readonly #sample;
  readonly #readBack;
  readonly #shared;
  readonly #lowSlots = createLowSlots();
  readonly #fastCommands = new Map<GPUBuffer, readonly Command[]>();
  readonly #inFlight: Promise<undefined>[] = [];
  #passes: FramePasses | undefined;
  #window: OpenWindow | undefined;
  #lastSample: PlanarFrame | undefined;
  #windowIndex = 0;

  constructor(device: GPUDevice, options: SlowFastOptions, pipelines: Pipelines, loss: ReturnType<typeof watchLoss>) {
    const resultBytes = options.windowFrames * RESULT_WORDS * 4;
    this.#device = device;
    this.#options = options;
    this.#pipelines = pipelines;
    this.#loss = loss;
    this.#tokens = createWindowTokens(device, options);
    this.#sample = createUniform<SampleValues>(device, frameWgsl, 'SampledFrame');
    this.#readBack = createReadBack(device, resultBytes + differenceBytes(options.windowFrames));
    this.#shared = {
      sample: this.#sample.buffer,
      rule: createRule(device, options),
      results: createStorage(device, 'results', resultBytes),
      differences: createStorage(device, 'mean differences', differenceBytes(options.windowFrames)),
      means: createLowMeans(device),
      motion: createMotionBuffers(device),
      lowSlots: createLowSlotUniforms(device),
      store: this.#tokens.store,
    };
  }

  async push(sample: SampledFrame): Promise<Result<PackedWindow | undefined>> {
    const gone = this.#loss.failure();
    if (gone) return { ok: false, error: gone };
    const known = this.#passes;
    const passes = await this.#passesFor(sample.frame);
    if (!passes.ok) return passes;
    const restart = passes.value !== known;
    this.#window ??= { fast: this.#tokens.takeFast(), pushed: [] };
    const { pushed } = this.#window;
    const history = comparableHistory(sample, this.#lastSample);
    this.#encode(this.#window, passes.value, sample, history, restart);
    this.#lastSample = sample.frame;
    // Similarity is 1 for the first frame, and 0 for the first frame of another size.
    const similarity = restart ? (known ? 0 : 1) : undefined;
    const { index, instant, duplicate, frame } = sample;
    pushed.push({ index, instant, timestamp: frame.timestamp, duplicate, step: stepOf(history), similarity });

    this.#inFlight.push(this.#device.queue.onSubmittedWorkDone());
    if (this.#inFlight.length >= SAMPLES_IN_FLIGHT) {
      const done = await this.#loss.guard(defined(this.#inFlight.shift(), 'the oldest sample in flight'));
      if (!done.ok) return done;
    }
    return pushed.length === this.#options.windowFrames ? this.#close(this.#window) : ok(undefined);
  }

  async finish(): Promise<Result<PackedWindow | undefined>> {
    return this.#window ? this.#close(this.#window) : ok(undefined);
  }

  dispose(): void {
    const { sample, rule, results, differences, means, motion, lowSlots } = this.#shared;
    this.#tokens.destroy();
    this.#readBack.destroy();
    this.#passes?.destroy();
    this.#window?.fast.destroy();
    const ofMotion = [motion.fine, motion.coarse, motion.motions];
    for (const buffer of [sample, rule, results, differences, means, ...ofMotion, ...lowSlots]) buffer.destroy();
    this.#lowSlots.clear();
    this.#fastCommands.clear();
    this.#window = undefined;
    this.#passes = undefined;
  }

  /** Buffers and commands for the frame's size: made for the first frame, and again when the frame size changes. */
  async #passesFor({ width, height }: PlanarFrame): Promise<Result<FramePasses>> {
    const known = this.#passes;
    if (known && known.sizes.width === width && known.sizes.height === height) return ok(known);
    const device = this.#device;
    device.pushErrorScope('out-of-memory');
    device.pushErrorScope('validation');
    const passes = createFramePasses(device, this.#pipelines, this.#shared, width, height);
    const errors = await this.#loss.guard(Promise.all([device.popErrorScope(), device.popErrorScope()]));
    if (!errors.ok) return errors;
    const error = errors.value.find((found) => found !== null);
    if (error) {
      passes.destroy();
      return fail('too-large', `Frames of ${width}x${height} do not fit this GPU (${error.message}). Choose the CPU.`);
    }
    known?.destroy();
    this.#passes = passes;
    return ok(passes);
  }

  #encode(
    window: OpenWindow,
    passes: FramePasses,
    sample: SampledFrame,
    history: FrameHistory,
    restart: boolean,
  ): void {
    const past = [history.previous, history.beforePrevious].filter((frame) => frame !== undefined);
    const last = history.lastSample === undefined ? [] : [history.lastSample];
    const slots = this.#lowSlots.claim([history.frame, ...past, ...last]);
    const low = slots.slice(0, 1 + past.length);
    const lastSample = slots[low.length];
    assert(lastSample?.fresh !== true, 'the previous sampled frame is still in its slot');
    const reductions: Command[] = [];
    [history.frame, ...past].forEach((frame, role) => {
      const { slot, fresh } = low[role]!;
      if (role === 0 || fresh) passes.upload(frame, role);
      if (fresh) reductions.push(...passes.reduce(role, slot));
    });
    this.#sample.write(
      sampleValues(sample.frame, {
        index: sample.index,
        slot: window.pushed.length,
        seconds: sample.instant - startOf(window, sample),
        restart,
        low: low.map(({ slot }) => slot),
        lastSample: lastSample?.slot,
      }),
    );
    const encoder = this.#device.createCommandEncoder();
    const classify = restart ? passes.restart : passes.classify;
    runCommands(encoder, [...classify, ...reductions, ...this.#fastCommandsFor(window.fast)]);
    this.#device.queue.submit([encoder.finish()]);
  }

  #fastCommandsFor(tokens: GPUBuffer): readonly Command[] {
    const known = this.#fastCommands.get(tokens);
    if (known) return known;
    const buffers = { ...this.#shared, ...this.#shared.motion, tokens };
    const commands = [
      makeFastTokensCommand(this.#device, this.#pipelines.fastTokens, buffers),
      makeBlockMotionCommand(this.#device, this.#pipelines.blockMotion, buffers),
      makeMotionStatisticsCommand(this.#device, this.#pipelines.motionStatistics, buffers),
      makeDifferenceStatisticsCommand(this.#device, this.#pipelines.differenceStatistics, buffers),
    ];
    this.#fastCommands.set(tokens, commands);
    return commands;
  }

  async #close({ fast, pushed }: OpenWindow): Promise<Result<PackedWindow>> {
    const count = pushed.length;
    const asked = this.#device.createCommandEncoder();
    this.#readBack.copy(asked, [
      { buffer: this.#shared.results, bytes: count * RESULT_WORDS * 4 },
      { buffer: this.#shared.differences, bytes: differenceBytes(count) },
    ]);
    this.#device.queue.submit([asked.finish()]);
    const read = await this.#loss.guard(this.#readBack.read());
    if (!read.ok) return read;
    const results = new Uint32Array(read.value, 0, count * RESULT_WORDS);
    const differences = new Float32Array(read.value, results.byteLength);

    const frames = pushed.map((each, slot) => recordOf(each, results.subarray(slot * RESULT_WORDS)));
    const slowFrames = frames.filter(({ pathway }) => pathway === 'slow').length;
    const features = createClipFeatures();
    pushed.forEach(({ step }, slot) => features.add(step, meanDifferences(differences, slot)));

    const encoder = this.#device.createCommandEncoder();
    const slow = this.#tokens.gather(encoder, frames);
    this.#device.queue.submit([encoder.finish()]);
    this.#window = undefined;
    let released = false;
    return ok({
      index: this.#windowIndex++,
      start: defined(frames[0], 'the first frame of a window').instant,
      end: defined(frames.at(-1), 'the last frame of a window').instant,
      frames,
      fast: { kind: 'gpu', rows: count * FAST_TOKENS, width: FAST_WIDTH, buffer: fast },
      slow: { kind: 'gpu', rows: slow.rows, width: SLOW_WIDTH, buffer: slow.buffer },
      clip: features.features(slowFrames / count),
      tokensPerSlowFrame: slow.plan.tokensPerSlowFrame,
      tokensSpent: slow.plan.tokensSpent,
      release: () => {
        if (!released) this.#tokens.giveBack(fast, slow.buffer);
        released = true;
      },
    });
  }
}

function startOf({ pushed }: OpenWindow, sample: SampledFrame): number {
  return (pushed[0] ?? sample).instant;
}
