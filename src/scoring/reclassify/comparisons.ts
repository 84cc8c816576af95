import type { Result } from '../../base';
import { assert, ok } from '../../base';
import type { OpenVideo, SampledFrame } from '../../media';
import type { Comparer, ComparisonFrame } from '../../slowfast';
import { createComparer, createComparisonFrame } from '../../slowfast';
import { checkCancelled, noFrames } from '../endings';
import type { Meter } from '../meter';

/**
 * A comparison frame takes 4 bytes a pixel and has at most 256 patches of 28 x 28 pixels: 0.8 MB, or 64 MB for ten seconds
 * at 8 frames/s. This limit holds half a minute; of a longer clip the beginning is kept.
 */
export const MOST_KEPT_BYTES = 200_000_000;

/** A sampled frame, reduced to what similarity is measured on. Repeated frames share their comparison frame. */
export interface ComparedSample {
  readonly index: number;
  readonly timestamp: number;
  readonly duplicate: boolean;
  readonly frame: ComparisonFrame;
}

export interface Comparisons {
  readonly ratePerSecond: number;
  readonly sampledFrames: readonly ComparedSample[];
  /** False where the clip continues after the last one. */
  readonly whole: boolean;
  readonly bytes: number;
}

export interface GatherParts {
  readonly video: OpenVideo;
  readonly ratePerSecond: number;
  readonly meter: Meter;
  readonly signal: AbortSignal | undefined;
  readonly mostBytes?: number | undefined;
}

/** Walks a clip once and keeps its comparison frames, the same as in a scoring, up to `mostBytes`. */
export async function gatherComparisons(parts: GatherParts): Promise<Result<Comparisons>> {
  const { video, ratePerSecond, meter, signal, mostBytes = MOST_KEPT_BYTES } = parts;
  const sampledFrames: ComparedSample[] = [];
  let whole = true;
  let bytes = 0;
  let comparer: Comparer | undefined;
  meter.enter('sampling');
  const onProgress = (done: number, total: number | undefined): void => meter.frames(done, total);
  for await (const sample of video.sampledFrames({ ratePerSecond, signal, onProgress })) {
    if (!sample.ok) return sample;
    const running = checkCancelled(signal);
    if (!running.ok) return running;
    const { frame } = sample.value;
    comparer ??= createComparer(frame.width, frame.height);
    const before = sampledFrames.at(-1);
    const repeated = sample.value.duplicate && before !== undefined;
    const added = repeated ? 0 : bytesOf(comparer);
    if (bytes + added > mostBytes && before !== undefined) {
      whole = false;
      break;
    }
    bytes += added;
    sampledFrames.push(repeated ? { ...before, ...stampOf(sample.value) } : compared(sample.value, comparer));
  }
  if (sampledFrames.length > 0) return ok({ ratePerSecond, sampledFrames, whole, bytes });
  return noFrames();
}

function compared(sample: SampledFrame, comparer: Comparer): ComparedSample {
  const frame = createComparisonFrame(comparer.size);
  comparer.compare(sample.frame, frame);
  return { ...stampOf(sample), frame };
}

function stampOf({ index, frame, duplicate }: SampledFrame): Omit<ComparedSample, 'frame'> {
  return { index, timestamp: frame.timestamp, duplicate };
}

function bytesOf({ size }: Comparer): number {
  const words = size.width * size.height + size.columns * size.rows;
  assert(words > 0, 'a comparison frame has pixels');
  return 4 * words;
}
