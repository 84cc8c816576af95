import type { FrameRecord, SlowFastOptions } from '../../slowfast';

/** Describes the comparison frames that the worker keeps of one clip. Plain data: it crosses to the page. */
export interface KeptFrames {
  /** Identifies the frames in calls of `reclassify`. */
  readonly id: string;
  readonly ratePerSecond: number;
  /** Number of sampled frames that are kept, from the clip's first one on. */
  readonly sampledFrames: number;
  /** False where the clip continues after the last of them: more would fill the memory. */
  readonly whole: boolean;
  readonly bytes: number;
}

export interface ReclassifyRequest {
  readonly options: SlowFastOptions;
  /** Sampled frames a second; `strideOf` gives which rates are possible. */
  readonly ratePerSecond: number;
}

/** One window of the packing with the requested options (Q-Save 4.2.1). */
export interface PlannedWindow {
  readonly start: number;
  readonly end: number;
  readonly slowFrames: number;
  readonly fastFrames: number;
  readonly tokensPerSlowFrame: number;
  readonly tokensSpent: number;
}

/** Every field equals that of a report of a scoring with the same options. */
export interface Reclassification {
  readonly frames: readonly FrameRecord[];
  readonly windows: readonly PlannedWindow[];
}

/**
 * Every how many sampled frames give the wanted rate; undefined where its instants are not among the sampled ones: for a
 * higher rate, and for one that does not divide the sampled rate.
 */
export function strideOf(sampledPerSecond: number, wantedPerSecond: number): number | undefined {
  const stride = sampledPerSecond / wantedPerSecond;
  return Number.isInteger(stride) ? stride : undefined;
}
