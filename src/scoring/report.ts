import type { Failure } from '../base';
import type { SamplingSummary, VideoInfo } from '../media';
import type { DimensionId, ProfileId } from '../quality';
import type { JudgeIdentity } from '../judges';
import type { FrameRecord, SlowFastOptions } from '../slowfast';
import type { ClipPrompt } from './clip-prompt';
import type { DegradationName } from './degrade/degradation-name';

/** Raised when a field changes its meaning or is removed; new optional fields do not raise it. */
export const REPORT_VERSION = 2;

/** One dimension. A dimension that the judge does not offer has `score: null` and the reason in `unavailable`. */
export interface DimensionScore {
  readonly id: DimensionId;
  readonly profile: ProfileId;
  readonly name: string;
  /** Expected score on 1..5, or null. */
  readonly score: number | null;
  /** Standard deviation of the level distribution. */
  readonly spread: number | null;
  /** Word of the level nearest to the score. */
  readonly rating: string | null;
  readonly levels: readonly string[];
  readonly probabilities: readonly number[];
  /** Expected score of each window, in the order of `windows`. */
  readonly windowScores: readonly number[];
  /** Mean probability of answers other than a level, 0..1; absent where a judge can answer nothing else. */
  readonly unplaced?: number;
  readonly unavailable?: string;
  /** Present when asked for. */
  readonly rationale?: Rationale;
}

export interface Rationale {
  /** Plain English. */
  readonly text: string;
  /** The judge's words as it wrote them, e.g. `Poor <think> ... </think>`. */
  readonly words: readonly string[];
  /** Place in `windows` of the one it was written from: the one whose score is nearest to the video's. */
  readonly window?: number;
}

/** An artifact that the judge reports, whether or not a rationale names it. */
export interface ReportedArtifact {
  /** A tag id of src/quality/tags.ts. */
  readonly tag: string;
  /** The tag in plain words that complete "shows ...". */
  readonly words: string;
  /** Of the window that shows it most, 0..1. */
  readonly probability: number;
  /** Place in `windows` of that window. */
  readonly window: number;
  /** Same order as `windows`. */
  readonly windowProbabilities: readonly number[];
}

export interface ScoreReport {
  readonly schema: typeof REPORT_VERSION;
  /** Version of the Slowglass that made the report, e.g. `0.2.0`. */
  readonly version: string;
  /** File name or path as given. */
  readonly video: string;
  readonly info: VideoInfo;
  /** Present where a degraded copy of the clip was judged; it was degraded after decoding. */
  readonly degradedCopy?: DegradationName;
  /** The text that the video was generated from, where it is known. */
  readonly prompt?: ClipPrompt;
  readonly dimensions: readonly DimensionScore[];
  /** Artifacts with a probability of at least 0.1, most probable first. Absent for a judge that reports none. */
  readonly artifacts?: readonly ReportedArtifact[];
  readonly sampling: SamplingSummary;
  readonly slowfast: {
    readonly options: SlowFastOptions;
    readonly backend: 'cpu' | 'webgpu';
    /** Why this backend, in one sentence. */
    readonly reason: string;
    readonly slowFrames: number;
    readonly fastFrames: number;
    readonly frames: readonly FrameRecord[];
  };
  readonly windows: readonly {
    readonly start: number;
    readonly end: number;
    readonly sampledFrames: number;
    readonly tokensPerSlowFrame: number;
    readonly tokensSpent: number;
    /** Tokens that each sampled frame was read as; present for judges that read pictures. */
    readonly frameTokens?: readonly number[];
  }[];
  readonly judge: JudgeIdentity;
  /** Milliseconds; they differ from run to run. */
  readonly timings: {
    readonly total: number;
    readonly decode: number;
    readonly slowfast: number;
    readonly model: number;
  };
  readonly warnings: readonly string[];
}

/** The entry of the array for a file that could not be scored. */
export interface ScoreFailure {
  readonly video: string;
  readonly error: Failure;
}

export type ScoreOutcome = ScoreReport | ScoreFailure;

export function isFailure(outcome: ScoreOutcome): outcome is ScoreFailure {
  return 'error' in outcome;
}
