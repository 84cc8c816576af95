import { defined } from '../../base/assert';
import type { Result } from '../../base/result';
import { ok } from '../../base/result';
import type { PlanarFrame } from '../../media/frame';
import type { Moment, MomentOptions, OpenVideo, SamplingSummary } from '../../media/video';
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
    moments: (options) => walkDegraded(video, make(), options),
    close: () => video.close(),
  };
}

/** A moment whose frames may still be on their way. */
interface Waiting {
  readonly moment: Moment;
  readonly duplicate: boolean;
}

async function* walkDegraded(
  video: OpenVideo,
  degradation: Degradation,
  options: MomentOptions,
): AsyncGenerator<Result<Moment>, SamplingSummary, undefined> {
  const { ratePerSecond } = options;
  const stride = degradation.everyFrame ? strideFor(video, ratePerSecond) : 1;
  const line = new FrameLine(degradation);
  const waiting: Waiting[] = [];
  const counts = { sampled: 0, duplicated: 0 };
  const moments = video.moments({ ...options, ratePerSecond: ratePerSecond * stride });
  let repeated = true;
  try {
    for (;;) {
      const step = await moments.next();
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
      const moment = step.value.value;
      const pushed = await line.push(framesOf(moment));
      if (!pushed.ok) {
        yield pushed;
        return thinned(await drained(moments), counts, ratePerSecond, stride);
      }
      repeated &&= moment.duplicate;
      if (moment.index % stride === 0) {
        const duplicate = repeated && counts.sampled > 0;
        counts.sampled++;
        counts.duplicated += duplicate ? 1 : 0;
        repeated = true;
        const { index } = moment;
        waiting.push({ moment: { ...moment, index: index / stride }, duplicate });
      }
      yield* ready(waiting, line);
      line.forgetBefore(framesOf(waiting[0]?.moment ?? moment));
    }
  } finally {
    degradation.close();
    await moments.return(undefined as never);
  }
}

/** Hands out the moments whose frames have all come out, in order. */
function* ready(waiting: Waiting[], line: FrameLine): Generator<Result<Moment>> {
  for (let next = waiting[0]; next !== undefined && line.has(next.moment.frame); next = waiting[0]) {
    waiting.shift();
    const { moment, duplicate } = next;
    const degraded = (frame: PlanarFrame): PlanarFrame => defined(line.get(frame), 'the frame of a moment');
    yield ok({
      ...moment,
      duplicate,
      frame: degraded(moment.frame),
      previous: moment.previous && degraded(moment.previous),
      beforePrevious: moment.beforePrevious && degraded(moment.beforePrevious),
    });
  }
}

/** In time order. */
function framesOf({ beforePrevious, previous, frame }: Moment): PlanarFrame[] {
  return [beforePrevious, previous, frame].filter((each) => each !== undefined);
}

/** Samples so much oftener that no frame is passed over. */
function strideFor({ info }: OpenVideo, ratePerSecond: number): number {
  const frameRate = info.frameRate ?? USUAL_FRAMES_PER_SECOND;
  return Math.max(1, Math.ceil(frameRate / (FRAMES_BETWEEN * ratePerSecond)));
}

async function drained(moments: AsyncGenerator<Result<Moment>, SamplingSummary>): Promise<SamplingSummary> {
  for (;;) {
    const step = await moments.next();
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
  const instants = Math.ceil((summary.momentsSampled + summary.momentsMissing) / stride);
  return {
    ...summary,
    ratePerSecond,
    momentsSampled: sampled,
    momentsDuplicated: duplicated,
    momentsMissing: Math.max(0, instants - sampled),
  };
}
