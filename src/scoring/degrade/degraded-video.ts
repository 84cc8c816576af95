import type { Result } from '../../base';
import { defined, ok } from '../../base';
import type { OpenVideo, PlanarFrame, SampledFrame, SamplingOptions, SamplingSummary } from '../../media';
import type { Degradation } from './degradation';
import { DegradedFrames } from './degraded-frames';

/** Assumed for a clip whose file does not state its frame rate: high, so that no frame is left out. */
const ASSUMED_FRAMES_PER_SECOND = 60;
/** A sampled frame comes with the two frames before it, so sampling every second frame leaves out none. */
const FRAMES_BETWEEN = 2;

/**
 * The same clip with degraded frames. Instants, counts and warnings are the original's. It holds a few frames at a time,
 * and its cost is linear in the clip's length.
 */
export function degradedVideo(video: OpenVideo, make: () => Degradation): OpenVideo {
  return {
    info: video.info,
    sampledFrames: (options) => walkDegraded(video, make(), options),
    close: () => video.close(),
  };
}

/** A sampled frame whose degraded frames may not be there yet. */
interface Waiting {
  readonly sample: SampledFrame;
  readonly duplicate: boolean;
}

async function* walkDegraded(
  video: OpenVideo,
  degradation: Degradation,
  options: SamplingOptions,
): AsyncGenerator<Result<SampledFrame>, SamplingSummary, undefined> {
  const { ratePerSecond } = options;
  const stride = degradation.everyFrame ? strideFor(video, ratePerSecond) : 1;
  const degraded = new DegradedFrames(degradation);
  const waiting: Waiting[] = [];
  const counts = { sampled: 0, duplicated: 0 };
  const sampledFrames = video.sampledFrames({ ...options, ratePerSecond: ratePerSecond * stride });
  let repeated = true;
  try {
    for (;;) {
      const step = await sampledFrames.next();
      if (step.done === true) {
        const ended = await degraded.end();
        if (!ended.ok) yield ended;
        else yield* ready(waiting, degraded);
        return thinned(step.value, counts, ratePerSecond, stride);
      }
      if (!step.value.ok) {
        yield step.value;
        continue;
      }
      const sample = step.value.value;
      const pushed = await degraded.push(framesOf(sample));
      if (!pushed.ok) {
        yield pushed;
        return thinned(await drained(sampledFrames), counts, ratePerSecond, stride);
      }
      repeated &&= sample.duplicate;
      if (sample.index % stride === 0) {
        const duplicate = repeated && counts.sampled > 0;
        counts.sampled++;
        counts.duplicated += duplicate ? 1 : 0;
        repeated = true;
        const { index } = sample;
        waiting.push({ sample: { ...sample, index: index / stride }, duplicate });
      }
      yield* ready(waiting, degraded);
      degraded.forgetBefore(framesOf(waiting[0]?.sample ?? sample));
    }
  } finally {
    degradation.close();
    await sampledFrames.return(undefined as never);
  }
}

/** Yields, in order, the sampled frames whose degraded frames are there. */
function* ready(waiting: Waiting[], degraded: DegradedFrames): Generator<Result<SampledFrame>> {
  for (let next = waiting[0]; next !== undefined && degraded.has(next.sample.frame); next = waiting[0]) {
    waiting.shift();
    const { sample, duplicate } = next;
    const degradedOf = (frame: PlanarFrame): PlanarFrame => defined(degraded.get(frame), 'a degraded frame');
    yield ok({
      ...sample,
      duplicate,
      frame: degradedOf(sample.frame),
      previous: sample.previous && degradedOf(sample.previous),
      beforePrevious: sample.beforePrevious && degradedOf(sample.beforePrevious),
    });
  }
}

/** In time order. */
function framesOf({ beforePrevious, previous, frame }: SampledFrame): PlanarFrame[] {
  return [beforePrevious, previous, frame].filter((each) => each !== undefined);
}

/** The factor on the sampling rate at which no frame is left out. */
function strideFor({ info }: OpenVideo, ratePerSecond: number): number {
  const frameRate = info.frameRate ?? ASSUMED_FRAMES_PER_SECOND;
  return Math.max(1, Math.ceil(frameRate / (FRAMES_BETWEEN * ratePerSecond)));
}

async function drained(sampledFrames: AsyncGenerator<Result<SampledFrame>, SamplingSummary>): Promise<SamplingSummary> {
  for (;;) {
    const step = await sampledFrames.next();
    if (step.done === true) return step.value;
  }
}

/** The counts at the requested rate. */
function thinned(
  summary: SamplingSummary,
  { sampled, duplicated }: { readonly sampled: number; readonly duplicated: number },
  ratePerSecond: number,
  stride: number,
): SamplingSummary {
  const instants = Math.ceil((summary.sampledFrames + summary.missingFrames) / stride);
  return {
    ...summary,
    ratePerSecond,
    sampledFrames: sampled,
    duplicatedFrames: duplicated,
    missingFrames: Math.max(0, instants - sampled),
  };
}
