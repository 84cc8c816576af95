import type { Result } from '../../base';
import { defined, ok } from '../../base';
import type { OpenVideo, PlanarFrame, SampledFrame, SamplingOptions, SamplingSummary } from '../../media';
import type { Degradation } from './degradation';
import { FrameLine } from './frame-line';

/** Frames a second of a clip whose file does not say. */
const USUAL_FRAMES_PER_SECOND = 60;
/** A moment brings the two frames before it along, so an instant every second frame leaves out none. */
const FRAMES_BETWEEN = 2;

/**
 * The same clip with other frames: stands between media and packer. Instants, counts and warnings are the clip's own.
 * Holds a handful of frames at a time, and its cost grows with the clip's length alone.
 */
export function degradedVideo(video: OpenVideo, make: () => Degradation): OpenVideo {
  return {
    info: video.info,
    sampledFrames: (options) => walkDegraded(video, make(), options),
    close: () => video.close(),
  };
}

/** A moment whose frames may still be on their way. */
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
  const line = new FrameLine(degradation);
  const waiting: Waiting[] = [];
  const counts = { sampled: 0, duplicated: 0 };
  const sampledFrames = video.sampledFrames({ ...options, ratePerSecond: ratePerSecond * stride });
  let repeated = true;
  try {
    for (;;) {
      const step = await sampledFrames.next();
      if (step.done === true) {
        const ended = await line.end();
        if (!ended.ok) yield ended;
        else yield* ready(waiting, line);
        return thinned(step.value, counts, ratePerSecond, stride);
      }
      if (!step.value.ok) {
        yield step.value;
        continue;
      }
      const sample = step.value.value;
      const pushed = await line.push(framesOf(sample));
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
      yield* ready(waiting, line);
      line.forgetBefore(framesOf(waiting[0]?.sample ?? sample));
    }
  } finally {
    degradation.close();
    await sampledFrames.return(undefined as never);
  }
}

/** Hands out the moments whose frames have all come out, in order. */
function* ready(waiting: Waiting[], line: FrameLine): Generator<Result<SampledFrame>> {
  for (let next = waiting[0]; next !== undefined && line.has(next.sample.frame); next = waiting[0]) {
    waiting.shift();
    const { sample, duplicate } = next;
    const degraded = (frame: PlanarFrame): PlanarFrame => defined(line.get(frame), 'the frame of a moment');
    yield ok({
      ...sample,
      duplicate,
      frame: degraded(sample.frame),
      previous: sample.previous && degraded(sample.previous),
      beforePrevious: sample.beforePrevious && degraded(sample.beforePrevious),
    });
  }
}

/** In time order. */
function framesOf({ beforePrevious, previous, frame }: SampledFrame): PlanarFrame[] {
  return [beforePrevious, previous, frame].filter((each) => each !== undefined);
}

/** Samples so much oftener that no frame is passed over. */
function strideFor({ info }: OpenVideo, ratePerSecond: number): number {
  const frameRate = info.frameRate ?? USUAL_FRAMES_PER_SECOND;
  return Math.max(1, Math.ceil(frameRate / (FRAMES_BETWEEN * ratePerSecond)));
}

async function drained(sampledFrames: AsyncGenerator<Result<SampledFrame>, SamplingSummary>): Promise<SamplingSummary> {
  for (;;) {
    const step = await sampledFrames.next();
    if (step.done === true) return step.value;
  }
}

/** The counts at the rate that was asked for. */
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
