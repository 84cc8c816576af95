import type { Failure } from '../base';
import type { SamplingSummary, VideoInfo } from '../media';
import type { DimensionId, ProfileId } from '../quality';
import type { Provider } from '../judges';
import type { FrameRecord, SlowFastOptions } from '../slowfast';
import type { DegradationName } from './degrade/degradation-name';

/** Bumped when a field changes its meaning or goes; new optional fields do not bump it. */
export const REPORT_VERSION = 2;

export type { Provider };

/** One judged dimension. A dimension the model cannot judge has `score: null` and says why in `unavailable`. */
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
  /** Same order as `windows`: expected score a window. */
  readonly windowScores: readonly number[];
  readonly unavailable?: string;
  /** The model's own words, verbalised; present when asked for. */
  readonly rationale?: Rationale;
}

export interface Rationale {
  /** Plain English. */
  readonly text: string;
  /** The decoder's words as they came, e.g. `Poor <think> ... </think>`. */
  readonly words: readonly string[];
  /** Place in `windows` of the one it speaks of: the one whose score is nearest to the video's. */
  readonly window?: number;
}

/** A fault that the model saw, whether or not a rationale names it. */
export interface ReportedArtifact {
  /** A tag id of src/quality/tags.ts. */
  readonly tag: string;
  /** The tag in plain words that fit "shows ...". */
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
  /** Present where not the clip itself was judged but its twin, degraded on purpose after decoding. */
  readonly degradedCopy?: DegradationName;
  readonly dimensions: readonly DimensionScore[];
  /** Faults with a probability of at least 0.1, surest first. Absent for a model that tells none apart. */
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
  }[];
  readonly model: {
    readonly name: string;
    readonly version: string;
    readonly sha256: string;
    readonly provider: Provider;
    /** Why this provider, in one sentence. */
    readonly reason: string;
  };
  /** Milliseconds. Not part of what is deterministic. */
  readonly timings: {
    readonly total: number;
    readonly decode: number;
    readonly slowfast: number;
    readonly model: number;
  };
  readonly warnings: readonly string[];
}

/** What stands in the array for a file that could not be scored. */
export interface ScoreFailure {
  readonly video: string;
  readonly error: Failure;
}

export type ScoreOutcome = ScoreReport | ScoreFailure;

export function isFailure(outcome: ScoreOutcome): outcome is ScoreFailure {
  return 'error' in outcome;
}
