import type { Result } from '../base';
import { ok } from '../base';
import type { OpenVideo, SampledFrame, SamplingSummary } from '../media';
import { checkCancelled, noFrames } from './endings';
import type { Meter } from './meter';
import type { Stopwatch } from './stopwatch';

export interface SampleLoop {
  readonly video: OpenVideo;
  readonly ratePerSecond: number;
  readonly meter: Meter;
  readonly signal: AbortSignal | undefined;
  /** Gets the time spent waiting for frames. */
  readonly stopwatch?: Stopwatch<'decode'> | undefined;
}

export interface Sampled {
  /** Calls of `each`. */
  readonly count: number;
  readonly summary: SamplingSummary;
}

/**
 * Calls `each` for every sampled frame in time order, with its place in the clip, and waits for it. The first failure, of
 * sampling or of `each`, ends the loop; so does a cancel. A clip without a sampled frame fails with `no-frames`.
 */
export async function eachSampledFrame(
  { video, ratePerSecond, meter, signal, stopwatch }: SampleLoop,
  each: (sample: SampledFrame, place: number) => Promise<Result<unknown>> | Result<unknown>,
): Promise<Result<Sampled>> {
  meter.enter('sampling');
  const onProgress = (done: number, total: number | undefined): void => meter.frames(done, total);
  const samples = video.sampledFrames({ ratePerSecond, signal, onProgress });
  const next = (): ReturnType<typeof samples.next> => samples.next();
  try {
    for (let place = 0; ; place++) {
      const step = await (stopwatch === undefined ? next() : stopwatch.time('decode', next));
      if (step.done === true) return place === 0 ? noFrames() : ok({ count: place, summary: step.value });
      if (!step.value.ok) return step.value;
      const done = await each(step.value.value, place);
      if (!done.ok) return done;
      const running = checkCancelled(signal);
      if (!running.ok) return running;
    }
  } finally {
    // Ends the generator early, so that it closes its decoder.
    await samples.return(undefined as never);
  }
}
