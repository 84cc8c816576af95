import type { Result } from '../../src/base/result';
import { ok } from '../../src/base/result';
import type { PlanarFrame } from '../../src/media/frame';
import { Sampler } from '../../src/media/sampling';
import type { Moment, OpenVideo, SamplingSummary } from '../../src/media/video';

/** Decoded frames as the pipeline takes a video: what a change does to them is scored without a codec in between. */
export function openFrames(frames: readonly PlanarFrame[]): OpenVideo {
  const first = frames[0];
  if (first === undefined) throw new Error('a clip holds at least one frame');
  const seconds = frames.at(-1)!.timestamp - first.timestamp;
  return {
    info: {
      container: 'mp4',
      demuxer: 'mediabunny',
      codec: 'raw',
      width: first.width,
      height: first.height,
      rotation: 0,
      durationSeconds: seconds,
      frameRate: seconds > 0 ? (frames.length - 1) / seconds : undefined,
      frameCount: frames.length,
      colour: first.colour,
      bytes: 0,
    },
    moments: ({ ratePerSecond }) => walk(frames, ratePerSecond),
    close: () => undefined,
  };
}

interface Shown {
  readonly timestamp: number;
  /** Not known: the sampler takes the step before. */
  readonly duration: 0;
  readonly frame: PlanarFrame;
}

async function* walk(
  frames: readonly PlanarFrame[],
  rate: number,
): AsyncGenerator<Result<Moment>, SamplingSummary, undefined> {
  const sampler = new Sampler<Shown>(rate, () => undefined);
  for (const frame of frames) {
    for (const sighting of sampler.push({ timestamp: frame.timestamp, duration: 0, frame })) yield momentOf(sighting);
  }
  for (const sighting of sampler.finish()) yield momentOf(sighting);
  return summaryOf(rate, frames.length, sampler);
}

function momentOf(sighting: {
  readonly index: number;
  readonly instant: number;
  readonly frame: Shown;
  readonly previous: Shown | undefined;
  readonly beforePrevious: Shown | undefined;
  readonly duplicate: boolean;
}): Result<Moment> {
  const { index, instant, frame, previous, beforePrevious, duplicate } = sighting;
  return ok({
    index,
    instant,
    frame: frame.frame,
    previous: previous?.frame,
    beforePrevious: beforePrevious?.frame,
    duplicate,
  });
}

function summaryOf(ratePerSecond: number, frames: number, sampler: Sampler<Shown>): SamplingSummary {
  return {
    ratePerSecond,
    framesDecoded: frames,
    framesExpected: frames,
    momentsSampled: sampler.sampled,
    momentsDuplicated: sampler.duplicated,
    momentsMissing: sampler.missing,
    warnings: [],
  };
}

/** The same video, over after so many seconds: versions of a clip are compared over the same instants. */
export function endingAt(video: OpenVideo, seconds: number): OpenVideo {
  return {
    ...video,
    moments: (options) => cut(video.moments(options), options.ratePerSecond, seconds),
  };
}

async function* cut(
  moments: AsyncGenerator<Result<Moment>, SamplingSummary, undefined>,
  ratePerSecond: number,
  seconds: number,
): AsyncGenerator<Result<Moment>, SamplingSummary, undefined> {
  let [sampled, duplicated] = [0, 0];
  try {
    for (;;) {
      const next = await moments.next();
      if (next.done === true) return next.value;
      const moment = next.value;
      if (moment.ok && moment.value.instant >= seconds) break;
      if (moment.ok) {
        sampled++;
        if (moment.value.duplicate) duplicated++;
      }
      yield moment;
    }
  } finally {
    await moments.return(undefined as never);
  }
  return {
    ratePerSecond,
    framesDecoded: sampled,
    framesExpected: undefined,
    momentsSampled: sampled,
    momentsDuplicated: duplicated,
    momentsMissing: 0,
    warnings: [],
  };
}

/** The same video, its moments counted from `first`: where native fragments fall hangs on a moment's number alone. */
export function countedFrom(video: OpenVideo, first: number): OpenVideo {
  return { ...video, moments: (options) => counted(video.moments(options), first) };
}

async function* counted(
  moments: AsyncGenerator<Result<Moment>, SamplingSummary, undefined>,
  first: number,
): AsyncGenerator<Result<Moment>, SamplingSummary, undefined> {
  try {
    for (;;) {
      const next = await moments.next();
      if (next.done === true) return next.value;
      const moment = next.value;
      yield moment.ok ? ok({ ...moment.value, index: moment.value.index + first }) : moment;
    }
  } finally {
    await moments.return(undefined as never);
  }
}

/** Frames as coded, one by one, up to `seconds`. */
export async function framesOf(video: OpenVideo, seconds: number): Promise<PlanarFrame[]> {
  const frames: PlanarFrame[] = [];
  // Twice as often as frames come, none can slip through; those seen twice say so.
  const ratePerSecond = 2 * (video.info.frameRate ?? 30);
  for await (const moment of video.moments({ ratePerSecond })) {
    if (!moment.ok) throw new Error(moment.error.message);
    if (moment.value.instant >= seconds) break;
    if (!moment.value.duplicate) frames.push(moment.value.frame);
  }
  return frames;
}
