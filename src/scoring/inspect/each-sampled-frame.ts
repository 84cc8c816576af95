import type { Result } from '../../base';
import { fail, ok } from '../../base';
import type { OpenVideo, SampledFrame } from '../../media';
import type { Meter } from '../meter';

export interface SampleWalk {
  readonly video: OpenVideo;
  readonly ratePerSecond: number;
  readonly meter: Meter;
  readonly signal: AbortSignal | undefined;
}

/**
 * Calls `each` for every sampled moment, one after the other, with its place in the clip; gives their number. The first
 * failure, of sampling or of `each`, ends the walk, as a cancel does.
 */
export async function eachSample(
  { video, ratePerSecond, meter, signal }: SampleWalk,
  each: (sample: SampledFrame, place: number) => Promise<Result<unknown>> | Result<unknown>,
): Promise<Result<number>> {
  meter.enter('sampling');
  const onProgress = (done: number, total: number | undefined): void => meter.frames(done, total);
  let place = 0;
  for await (const sample of video.sampledFrames({ ratePerSecond, signal, onProgress })) {
    if (!sample.ok) return sample;
    const done = await each(sample.value, place++);
    if (!done.ok) return done;
    if (signal?.aborted === true) return cancelled();
  }
  if (place > 0) return ok(place);
  return fail('no-frames', 'No frame of this video falls on a sampling instant; sample it more often.');
}

export function cancelled(): Result<never> {
  return fail('cancelled', 'The inspection was cancelled.');
}
