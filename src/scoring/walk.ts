import type { Result } from '../base';
import { defined, fail, ok } from '../base';
import type { OpenVideo, SampledFrame, SamplingSummary } from '../media';
import type { QualityModel } from '../judges';
import type { Packer } from '../slowfast';
import { thumbnailOf } from '../slowfast';
import { askedDimensions, explainedWindows } from './dimension-scores';
import type { Explainer, RationaleWords } from './explainer';
import { createExplainer } from './explainer';
import type { JudgeLine, WindowResult } from './judge-line';
import { createJudgeLine } from './judge-line';
import type { Meter } from './meter';
import type { ResolvedOptions } from './options';
import type { ScoreCallbacks } from './transport/service';

/** A strip shows no more, and the pictures of a long film would fill the memory. */
export const MAX_THUMBNAILS = 1200;

export interface WalkParts {
  readonly video: OpenVideo;
  readonly model: QualityModel;
  readonly packer: Packer;
  readonly options: ResolvedOptions;
  readonly meter: Meter;
  readonly onThumbnail: ScoreCallbacks['onThumbnail'];
  readonly onWords: ScoreCallbacks['onWords'];
  readonly signal: AbortSignal | undefined;
  /** Milliseconds, monotonic. */
  readonly now: () => number;
}

export interface Walked {
  readonly sampling: SamplingSummary;
  readonly windowResults: readonly WindowResult[];
  /** The decoder's words; empty unless asked for. */
  readonly rationaleWords: readonly RationaleWords[];
  /** Milliseconds of waiting for frames, packing and judging. Judging overlaps the other two. */
  readonly milliseconds: { readonly decode: number; readonly slowfast: number; readonly model: number };
}

type Judged = Omit<Walked, 'rationaleWords'>;

/** Walks a video once: samples, packs, and judges each window while the next is decoded. */
export async function walkVideo(parts: WalkParts): Promise<Result<Walked>> {
  const { model, options, now } = parts;
  const explainer = options.explain ? createExplainer() : undefined;
  const line = createJudgeLine(model, askedDimensions(model.manifest, options.profiles), now, explainer);
  try {
    const judged = await judge(parts, line);
    return judged.ok ? await explain(parts, judged.value, explainer) : judged;
  } finally {
    // A failure or a cancel must not leave a window with the model after the packer's buffers have gone.
    await line.settle();
    explainer?.release();
  }
}

/** Adds the words about the windows that stand for the video, where they were asked for. */
async function explain(
  { model, options, meter, onWords, signal, now }: WalkParts,
  judged: Judged,
  explainer: Explainer | undefined,
): Promise<Result<Walked>> {
  if (explainer === undefined) return ok({ ...judged, rationaleWords: [] });
  meter.enter('explaining');
  const started = now();
  const asked = askedDimensions(model.manifest, options.profiles);
  const windows = explainedWindows(asked, judged.windowResults);
  const written = await explainer.write(windows, { onWords, signal, heartbeat: () => meter.heartbeat() });
  if (!written.ok) return written;
  const { milliseconds } = judged;
  const spent = milliseconds.model + now() - started;
  return ok({ ...judged, rationaleWords: written.value, milliseconds: { ...milliseconds, model: spent } });
}

async function judge(parts: WalkParts, line: JudgeLine): Promise<Result<Judged>> {
  const { video, packer, options, meter, onThumbnail, signal, now } = parts;
  const stride = thumbnailStride(video, options.ratePerSecond);
  let sampling: SamplingSummary | undefined;
  let decode = 0;
  let slowfast = 0;

  meter.enter('sampling');
  const sampledFrames = video.sampledFrames({
    ratePerSecond: options.ratePerSecond,
    signal,
    onProgress: (done, total) => meter.frames(done, total),
  });
  /** Judges what a push or finish gave; the failure of that, or of the window before it. */
  const settle = async (packing: ReturnType<Packer['push']>): Promise<Result<undefined>> => {
    const from = now();
    const packed = await packing;
    slowfast += now() - from;
    if (!packed.ok) return packed;
    return packed.value === undefined ? ok(undefined) : line.add(packed.value);
  };
  // One moment is being packed while the next is being decoded.
  let packing: ReturnType<Packer['push']> = Promise.resolve(ok(undefined));
  let since = now();
  for await (const sample of keepingSummary(sampledFrames, (summary) => (sampling = summary))) {
    decode += now() - since;
    if (!sample.ok) return sample;
    const settled = await settle(packing);
    if (!settled.ok) return settled;
    since = now();
    const { index, frame } = sample.value;
    if (index % stride === 0) onThumbnail?.({ index, ...thumbnailOf(frame) });
    packing = packer.push(sample.value);
    // Should the loop end before this is waited for, its error is the lesser one.
    packing.catch(() => undefined);
    slowfast += now() - since;
    if (signal?.aborted === true) return cancelled();
    since = now();
  }
  decode += now() - since;

  meter.enter('judging');
  const settled = await settle(packing);
  if (!settled.ok) return settled;
  const last = await settle(packer.finish());
  if (!last.ok) return last;
  const windowResults = await line.finish();
  if (!windowResults.ok) return windowResults;
  if (signal?.aborted === true) return cancelled();
  if (windowResults.value.length === 0) {
    return fail('no-frames', 'No frame of this video falls on a sampling instant; sample it more often.');
  }
  return ok({
    sampling: defined(sampling, 'the sampling summary'),
    windowResults: windowResults.value,
    milliseconds: { decode, slowfast, model: line.milliseconds },
  });
}

/** `for await` drops what a generator returns; leaving the loop early still ends the generator within. */
async function* keepingSummary(
  sampledFrames: AsyncGenerator<Result<SampledFrame>, SamplingSummary, undefined>,
  keep: (summary: SamplingSummary) => void,
): AsyncGenerator<Result<SampledFrame>, void, undefined> {
  keep(yield* sampledFrames);
}

function thumbnailStride({ info }: OpenVideo, ratePerSecond: number): number {
  return Math.max(1, Math.ceil(((info.durationSeconds ?? 0) * ratePerSecond) / MAX_THUMBNAILS));
}

function cancelled(): Result<never> {
  return fail('cancelled', 'Scoring was cancelled.');
}
