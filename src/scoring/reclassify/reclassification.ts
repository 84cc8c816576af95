import type { FrameRecord, SlowFastOptions } from '../../slowfast';

/** The comparison frames of one clip that lie in the worker. Plain data: it crosses to the page. */
export interface KeptFrames {
  /** Names them to the worker that keeps them. */
  readonly id: string;
  readonly ratePerSecond: number;
  /** Sampled moments whose frames are kept, from the clip's first one on. */
  readonly sampledFrames: number;
  /** False where the clip goes on after the last of them: more would fill the memory. */
  readonly whole: boolean;
  /** What they take. */
  readonly bytes: number;
}

export interface ReclassifyRequest {
  readonly options: SlowFastOptions;
  /** Instants a second; `strideOf` says which ones can be had. */
  readonly ratePerSecond: number;
}

/** One window of the packing that the options lead to (Q-Save 4.2.1). */
export interface PlannedWindow {
  readonly start: number;
  readonly end: number;
  readonly slowFrames: number;
  readonly fastFrames: number;
  readonly tokensPerSlowFrame: number;
  readonly tokensSpent: number;
}

/** What a scoring with the same options would make of the same moments: every field is that of its report. */
export interface Reclassification {
  readonly frames: readonly FrameRecord[];
  readonly windows: readonly PlannedWindow[];
}

/**
 * Every how many sampled moments make a lower rate; undefined where its instants are not among the sampled ones: a
 * higher rate, or one that does not divide it.
 */
export function strideOf(sampledPerSecond: number, wantedPerSecond: number): number | undefined {
  const stride = sampledPerSecond / wantedPerSecond;
  return Number.isInteger(stride) ? stride : undefined;
}
