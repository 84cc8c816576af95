import type { Result } from '../../src/base';
import { ok } from '../../src/base';
import type { OpenVideo, PlanarFrame, SampledFrame, SamplingSummary } from '../../src/media';
import { Sampler } from '../../src/media';

/** Decoded frames as a video for the pipeline, so that changed frames are scored without a codec in between. */
export function openFrames(frames: readonly PlanarFrame[]): OpenVideo {
  const first = frames[0];
  if (first === undefined) throw new Error('a clip has at least one frame');
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
    sampledFrames: ({ ratePerSecond }) => walk(frames, ratePerSecond),
    close: () => undefined,
  };
}

interface Shown {
  readonly timestamp: number;
  /** Unknown: the sampler uses the step before. */
  readonly duration: 0;
  readonly frame: PlanarFrame;
}

async function* walk(
  frames: readonly PlanarFrame[],
  rate: number,
): AsyncGenerator<Result<SampledFrame>, SamplingSummary, undefined> {
  const sampler = new Sampler<Shown>(rate, () => undefined);
  for (const frame of frames) {
    for (const sighting of sampler.push({ timestamp: frame.timestamp, duration: 0, frame })) yield sampleOf(sighting);
  }
  for (const sighting of sampler.finish()) yield sampleOf(sighting);
  return summaryOf(rate, frames.length, sampler);
}

function sampleOf(sighting: {
  readonly index: number;
  readonly instant: number;
  readonly frame: Shown;
  readonly previous: Shown | undefined;
  readonly beforePrevious: Shown | undefined;
  readonly duplicate: boolean;
}): Result<SampledFrame> {
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
    sampledFrames: sampler.sampled,
    duplicatedFrames: sampler.duplicated,
    missingFrames: sampler.missing,
    warnings: [],
  };
}

/** The same video, cut after this many seconds, so that versions are compared over the same time. */
export function endingAt(video: OpenVideo, seconds: number): OpenVideo {
  return {
    ...video,
    sampledFrames: (options) => cut(video.sampledFrames(options), options.ratePerSecond, seconds),
  };
}

async function* cut(
  sampledFrames: AsyncGenerator<Result<SampledFrame>, SamplingSummary, undefined>,
  ratePerSecond: number,
  seconds: number,
): AsyncGenerator<Result<SampledFrame>, SamplingSummary, undefined> {
  let [sampled, duplicated] = [0, 0];
  try {
    for (;;) {
      const next = await sampledFrames.next();
      if (next.done === true) return next.value;
      const sample = next.value;
      if (sample.ok && sample.value.instant >= seconds) break;
      if (sample.ok) {
        sampled++;
        if (sample.value.duplicate) duplicated++;
      }
      yield sample;
    }
  } finally {
    await sampledFrames.return(undefined as never);
  }
  return {
    ratePerSecond,
    framesDecoded: sampled,
    framesExpected: undefined,
    sampledFrames: sampled,
    duplicatedFrames: duplicated,
    missingFrames: 0,
    warnings: [],
  };
}

/** The same video with sampled frames counted from `first`; the positions of fragments depend on that number only. */
export function countedFrom(video: OpenVideo, first: number): OpenVideo {
  return { ...video, sampledFrames: (options) => counted(video.sampledFrames(options), first) };
}

async function* counted(
  sampledFrames: AsyncGenerator<Result<SampledFrame>, SamplingSummary, undefined>,
  first: number,
): AsyncGenerator<Result<SampledFrame>, SamplingSummary, undefined> {
  try {
    for (;;) {
      const next = await sampledFrames.next();
      if (next.done === true) return next.value;
      const sample = next.value;
      yield sample.ok ? ok({ ...sample.value, index: sample.value.index + first }) : sample;
    }
  } finally {
    await sampledFrames.return(undefined as never);
  }
}

/** Coded frames, one by one, up to `seconds`. */
export async function framesOf(video: OpenVideo, seconds: number): Promise<PlanarFrame[]> {
  const frames: PlanarFrame[] = [];
  // Sampled at twice the frame rate, so that no frame is missed; repeated frames are skipped.
  const ratePerSecond = 2 * (video.info.frameRate ?? 30);
  for await (const sample of video.sampledFrames({ ratePerSecond })) {
    if (!sample.ok) throw new Error(sample.error.message);
    if (sample.value.instant >= seconds) break;
    if (!sample.value.duplicate) frames.push(sample.value.frame);
  }
  return frames;
}
