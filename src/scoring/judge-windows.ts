import type { Result } from '../base';
import { ok } from '../base';
import type { ArtifactProbability, LevelDistribution } from '../judges';
import type { DimensionId } from '../quality';
import type { FrameRecord } from '../slowfast';
import { createInFlight } from './in-flight';
import type { RationaleWriter } from './rationale-writer';
import type { Stopwatch } from './stopwatch';
import type { ReadableWindow } from './window-source';

/** What is kept of a window after it was judged. */
export interface WindowResult {
  /** First and last instant, seconds. */
  readonly start: number;
  readonly end: number;
  readonly frames: readonly FrameRecord[];
  readonly tokensPerSlowFrame: number;
  readonly tokensSpent: number;
  readonly distributions: readonly LevelDistribution[];
  /** Every artifact that the judge reports; the same tags in every window. */
  readonly artifacts: readonly ArtifactProbability[];
  /** Tokens that each frame was read as, where the judge says so. */
  readonly frameTokens: readonly number[] | undefined;
}

/** Judges one window while the next is decoded and packed. */
export interface WindowJudging {
  /**
   * Takes ownership of the window and starts judging it. First waits for the window before it, and returns that one's
   * failure, in which case this window is released unjudged.
   */
  add(window: ReadableWindow): Promise<Result<undefined>>;
  /** Waits for the last window. The results are in the order of `add`. */
  finish(): Promise<Result<readonly WindowResult[]>>;
  /** Resolves when no window is being judged, also after a failure. Its buffers may be destroyed then. */
  settle(): Promise<void>;
}

export interface WindowJudgingParts {
  readonly dimensions: readonly DimensionId[];
  /** The text that the video was generated from. */
  readonly prompt?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Gets the time in the judge as `model`. */
  readonly stopwatch?: Stopwatch<'model'> | undefined;
  /** Takes ownership of each window's reading after it was judged; without a writer the reading is released. */
  readonly writer?: RationaleWriter | undefined;
}

export function createWindowJudging(parts: WindowJudgingParts): WindowJudging {
  const results: WindowResult[] = [];
  const inFlight = createInFlight<undefined>();
  const judge = async (window: ReadableWindow): Promise<Result<undefined>> => {
    try {
      const result = await judgeWindow(parts, window);
      if (!result.ok) return result;
      results.push(result.value);
      return ok(undefined);
    } finally {
      window.release();
    }
  };
  return {
    async add(window) {
      const before = await inFlight.take();
      if (!before.ok) {
        window.release();
        return before;
      }
      const { stopwatch } = parts;
      inFlight.start(() => (stopwatch === undefined ? judge(window) : stopwatch.time('model', () => judge(window))));
      return before;
    },
    async finish() {
      const last = await inFlight.take();
      return last.ok ? ok(results) : last;
    },
    settle: () => inFlight.settle(),
  };
}

async function judgeWindow(
  { dimensions, prompt, signal, writer }: WindowJudgingParts,
  window: ReadableWindow,
): Promise<Result<WindowResult>> {
  const reading = await window.read();
  if (!reading.ok) return reading;
  let owned = true;
  try {
    const judged = await reading.value.judge({ dimensions, prompt, signal });
    if (!judged.ok) return judged;
    const { distributions, artifacts, frameTokens } = judged.value;
    if (writer !== undefined) {
      owned = false;
      const added = await writer.add(reading.value, distributions);
      if (!added.ok) return added;
    }
    const { start, end, records, tokensPerSlowFrame, tokensSpent } = window;
    return ok({ start, end, frames: records, tokensPerSlowFrame, tokensSpent, distributions, artifacts, frameTokens });
  } finally {
    if (owned) reading.value.release();
  }
}
