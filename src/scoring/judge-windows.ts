import type { Result } from '../base';
import { ok } from '../base';
import type { ArtifactProbability, LevelDistribution, TokenJudge } from '../judges';
import type { DimensionId } from '../quality';
import type { FrameRecord, PackedWindow } from '../slowfast';
import { createInFlight } from './in-flight';
import type { RationaleWriter } from './rationale-writer';
import type { Stopwatch } from './stopwatch';

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
}

/** Judges one window while the next is decoded and packed. */
export interface WindowJudging {
  /**
   * Takes ownership of the window and starts judging it. First waits for the window before it, and returns that one's
   * failure, in which case this window is released unjudged.
   */
  add(window: PackedWindow): Promise<Result<undefined>>;
  /** Waits for the last window. The results are in the order of `add`. */
  finish(): Promise<Result<readonly WindowResult[]>>;
  /** Resolves when no window is being judged, also after a failure. Its buffers may be destroyed then. */
  settle(): Promise<void>;
}

export interface WindowJudgingParts {
  readonly judge: TokenJudge;
  readonly dimensions: readonly DimensionId[];
  /** Gets the time in the judge as `model`. */
  readonly stopwatch?: Stopwatch<'model'> | undefined;
  /** Takes ownership of each window's reading after it was judged; without a writer the reading is released. */
  readonly writer?: RationaleWriter | undefined;
}

export function createWindowJudging(parts: WindowJudgingParts): WindowJudging {
  const results: WindowResult[] = [];
  const inFlight = createInFlight<undefined>();
  const judge = async (window: PackedWindow): Promise<Result<undefined>> => {
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
  { judge, dimensions, writer }: WindowJudgingParts,
  window: PackedWindow,
): Promise<Result<WindowResult>> {
  const reading = await judge.read(window);
  if (!reading.ok) return reading;
  let owned = true;
  try {
    const judged = await reading.value.judge({ dimensions });
    if (!judged.ok) return judged;
    const { distributions, artifacts } = judged.value;
    if (writer !== undefined) {
      owned = false;
      const added = await writer.add(reading.value, distributions);
      if (!added.ok) return added;
    }
    const { start, end, frames, tokensPerSlowFrame, tokensSpent } = window;
    return ok({ start, end, frames, tokensPerSlowFrame, tokensSpent, distributions, artifacts });
  } finally {
    if (owned) reading.value.release();
  }
}
