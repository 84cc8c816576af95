import type { Result } from '../base';
import { ok } from '../base';
import type { JudgeDescription, Rationales } from '../judges';
import type { OpenVideo, SamplingSummary } from '../media';
import { thumbnailOf } from '../slowfast';
import { askedDimensions, explainedWindows } from './dimension-scores';
import { eachSampledFrame } from './each-sampled-frame';
import { checkCancelled } from './endings';
import { createInFlight } from './in-flight';
import type { WindowJudging, WindowResult } from './judge-windows';
import { createWindowJudging } from './judge-windows';
import type { Meter } from './meter';
import type { ResolvedOptions } from './options';
import type { RationaleWriter } from './rationale-writer';
import { createRationaleWriter } from './rationale-writer';
import type { Stopwatch } from './stopwatch';
import { createStopwatch } from './stopwatch';
import { pictureStride } from './thumbnails';
import type { ScoreCallbacks } from './transport/service';
import { withHeartbeat } from './with-heartbeat';
import type { ReadableWindow, WindowSource } from './window-source';

/** The strip shows no more, and the thumbnails of a long film would fill the memory. */
export const MAX_THUMBNAILS = 1200;

export interface WalkParts {
  readonly video: OpenVideo;
  readonly judge: JudgeDescription;
  readonly windows: WindowSource;
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
  /** Empty unless asked for. */
  readonly rationales: Rationales;
  /** Time of waiting for frames, of packing, and in the judge. The judge's time overlaps the other two. */
  readonly milliseconds: Readonly<Record<WalkStage, number>>;
}

const WALK_STAGES = ['decode', 'slowfast', 'model'] as const;
type WalkStage = (typeof WALK_STAGES)[number];

type Judged = Pick<Walked, 'sampling' | 'windowResults'>;

/**
 * Walks a video once. One sampled frame is packed while the next is decoded, and one window is judged while the next is
 * packed.
 */
export async function walkVideo(parts: WalkParts): Promise<Result<Walked>> {
  const { judge, options, meter, signal, now } = parts;
  const stopwatch = createStopwatch(WALK_STAGES, now);
  const writer = options.explain ? createRationaleWriter(judge.mostReadings) : undefined;
  const dimensions = askedDimensions(judge, options);
  const prompt = options.prompt?.text;
  const judging = createWindowJudging({ dimensions, prompt, signal, stopwatch, writer });
  try {
    const judged = await withHeartbeat(meter, () => judgeVideo(parts, judging, stopwatch));
    if (!judged.ok) return judged;
    const written =
      writer === undefined
        ? ok([])
        : await stopwatch.time('model', () => writeRationales(parts, judged.value.windowResults, writer));
    if (!written.ok) return written;
    return ok({ ...judged.value, rationales: written.value, milliseconds: stopwatch.milliseconds });
  } finally {
    // After a failure or a cancel a window may still be judged; the source's buffers must outlive it.
    await judging.settle();
    writer?.release();
  }
}

async function judgeVideo(
  parts: WalkParts,
  judging: WindowJudging,
  stopwatch: Stopwatch<WalkStage>,
): Promise<Result<Judged>> {
  const { video, windows, options, meter, onThumbnail, signal } = parts;
  const { ratePerSecond } = options;
  const stride = pictureStride(video.info, ratePerSecond, MAX_THUMBNAILS);
  const packing = createInFlight<ReadableWindow | undefined>();
  /** Waits for the frame that is being packed, and judges the window that it completed. */
  const judgePacked = async (): Promise<Result<undefined>> => {
    const packed = await stopwatch.time('slowfast', () => packing.take());
    if (!packed.ok) return packed;
    return packed.value === undefined ? ok(undefined) : judging.add(packed.value);
  };
  const sampled = await eachSampledFrame({ video, ratePerSecond, meter, signal, stopwatch }, async (sample) => {
    const before = await judgePacked();
    if (!before.ok) return before;
    await stopwatch.time('slowfast', () => {
      const { index, frame } = sample;
      if (index % stride === 0) onThumbnail?.({ index, ...thumbnailOf(frame) });
      packing.start(() => windows.push(sample));
    });
    return before;
  });
  if (!sampled.ok) return sampled;

  meter.enter('judging');
  const last = await judgePacked();
  if (!last.ok) return last;
  packing.start(() => windows.finish());
  const rest = await judgePacked();
  if (!rest.ok) return rest;
  const windowResults = await judging.finish();
  if (!windowResults.ok) return windowResults;
  const running = checkCancelled(signal);
  return running.ok ? ok({ sampling: sampled.value.summary, windowResults: windowResults.value }) : running;
}

/** Writes the rationale of each dimension from the window that is closest to the video's score. */
function writeRationales(
  { judge, options, meter, onWords, signal }: WalkParts,
  windowResults: readonly WindowResult[],
  writer: RationaleWriter,
): Promise<Result<Rationales>> {
  meter.enter('explaining');
  const windows = explainedWindows(askedDimensions(judge, options), windowResults);
  return writer.write(windows, { onWords, signal, heartbeat: () => meter.heartbeat() });
}
