import type { Result } from '../base';
import type { Gpu } from '../gpu';
import type { PlanarFrame } from '../media';
import type { DimensionId, ProfileId } from '../quality';
import type { FrameRecord, PackedWindow, SlowFastOptions } from '../slowfast';
import type { Provider, ProviderChoice } from './runtime/provider';

/**
 * A judge reads windows of a video and gives level distributions. This file is the only interface between judges and
 * the rooms above; those branch on what a judge declares here, never on its kind.
 *
 * Expected failures are values. A judge that failed once stays usable, except after `gpu-lost`: open a new one then.
 */
export type Judge = TokenJudge | FrameJudge;

/** A judge that reads the packed tokens of a window. */
export interface TokenJudge extends JudgeDescription, DisposableJudge {
  readonly reads: 'tokens';
  /**
   * Reads one window. The caller owns `window` and may release its buffers when the promise settles; the judge keeps
   * nothing of it but the reading.
   */
  read(window: WindowTokens): Promise<Result<WindowReading>>;
}

/** A judge that reads pictures: the sampled frames of a window, each with its pathway. */
export interface FrameJudge extends JudgeDescription, DisposableJudge {
  readonly reads: 'frames';
  /** As `TokenJudge.read`. The judge copies or encodes what it needs of the frames before the promise settles. */
  read(window: WindowFrames): Promise<Result<WindowReading>>;
}

interface DisposableJudge {
  /** Frees the judge's memory. Release all readings first. The judge is not usable afterwards. */
  dispose(): Promise<void>;
}

/** The part of a packed window that a judge reads. */
export type WindowTokens = Pick<PackedWindow, 'fast' | 'slow' | 'clip'>;

export interface WindowFrames {
  /** In time order; at most `sampling.windowFrames`. */
  readonly frames: readonly WindowFrame[];
}

export interface WindowFrame {
  readonly record: FrameRecord;
  /** At the video's size, or smaller where `sampling.pixelsPerToken` and the budget allow. */
  readonly picture: PlanarFrame;
  /** Tokens that the budget grants this frame: many for a slow frame, few for a fast one. */
  readonly tokens: number;
}

/** What a judge declares. Constant over its life. */
export interface JudgeDescription {
  readonly identity: JudgeIdentity;
  /** Dimensions that the judge can give a distribution for, in the order of `DIMENSIONS`. */
  readonly dimensions: readonly DimensionId[];
  /** For each other dimension, why it is not available: a phrase such as `needs a text model`. */
  readonly unavailable: Readonly<Partial<Record<DimensionId, string>>>;
  /** Tag ids of the artifacts that the judge reports, in its order; empty for a judge that reports none. */
  readonly artifacts: readonly string[];
  /** How to read the words of a rationale; `none`: `explain` ends at once. */
  readonly rationale: 'grammar' | 'prose' | 'none';
  /** How many readings a caller should keep at a time, where they are large. */
  readonly mostReadings?: number;
  readonly sampling: JudgeSampling;
}

/** A pack of Slowglass, a vision-language model that runs here, or a server that answers chat completions. */
export type JudgeKind = 'compact' | 'vlm' | 'endpoint';

/** Where a judge computes; `remote`: on the server that was asked. */
export type JudgeProvider = Provider | 'remote';

/** Who judged. It stands in the report and in the key of saved results. */
export interface JudgeIdentity {
  readonly kind: JudgeKind;
  readonly name: string;
  readonly version: string;
  /**
   * 64 lower-case hex digits. Of loaded files: SHA-256 of the manifest that holds the hashes of all of them. Of a remote
   * judge: SHA-256 of its address and model name, which identifies the request but proves nothing about the answer.
   */
  readonly sha256: string;
  readonly provider: JudgeProvider;
  /** Why this provider, in one sentence. */
  readonly reason: string;
  /** The prompt texts of a judge that reads, by name and version. */
  readonly prompts?: string;
}

/** The sampling that the judge was trained or tuned with. Other settings are possible; the report then warns. */
export interface JudgeSampling {
  /** Sampled frames a second. */
  readonly ratePerSecond: number;
  /** Most sampled frames in a window. */
  readonly windowFrames: number;
  /** Thresholds between slow and fast frames. */
  readonly thresholds: Pick<SlowFastOptions, 'patchCosine' | 'frameSimilarity'>;
  /** Tokens a window, in the judge's own tokens. */
  readonly budget: SlowFastOptions['budget'];
  /** For a judge of frames: pixels of a picture that become one token. Pictures are kept no larger than its budget needs. */
  readonly pixelsPerToken?: number;
}

/**
 * A window that the judge has read. The caller owns it until `release`. It may hold GPU buffers, so release it in every
 * case, also after a failure; `release` may be called again. Calls after `release` are errors of the caller.
 */
export interface WindowReading {
  /** Judges the asked dimensions. Asking twice gives the same numbers. */
  judge(request: JudgeRequest): Promise<Result<WindowAnswer>>;
  /**
   * Writes a rationale for each of `distributions`, which this reading gave. Each item holds all rationales as far as
   * they are written, in the order of `distributions`; the last item holds them whole. A failure is the last item.
   *
   * The judge works only while an item is awaited. Ending the iteration (`return`, or leaving a `for await` loop) stops
   * it before the next word; `signal` also ends a word in progress where the judge can, with `cancelled`.
   */
  explain(distributions: readonly LevelDistribution[], signal?: AbortSignal): AsyncGenerator<Result<Rationales>, void>;
  release(): void;
}

export interface JudgeRequest {
  /** Ids that the judge does not offer are left out of the answer. */
  readonly dimensions: readonly DimensionId[];
  /** The text that the video was generated from. Without it, dimensions that need it are left out of the answer. */
  readonly prompt?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A judge's answer for one window. */
export interface WindowAnswer {
  /** One for each offered dimension of the request that the prompt allows, in the request's order. */
  readonly distributions: readonly LevelDistribution[];
  /** One for each of the judge's `artifacts`, in their order. */
  readonly artifacts: readonly ArtifactProbability[];
  /** Tokens that each frame of the window was read as, where the judge reads pictures and knows. */
  readonly frameTokens?: readonly number[];
  readonly cost: JudgeCost;
}

/** One dimension of one window. */
export interface LevelDistribution {
  readonly id: DimensionId;
  readonly profile: ProfileId;
  /** Level words of the profile, lowest first. */
  readonly levels: readonly string[];
  /** One for each level, sum 1. */
  readonly probabilities: readonly number[];
  /**
   * Probability that the judge gave to answers other than a level, 0..1; `probabilities` are scaled up by its
   * complement. Undefined where the judge gives no probabilities and the distribution was counted from its answers.
   */
  readonly unplaced: number | undefined;
}

export interface ArtifactProbability {
  /** A tag id of quality/tags.ts. */
  readonly tag: string;
  /** That the window shows the artifact, 0..1. */
  readonly probability: number;
}

/** What an answer cost, from `read` to the end of `judge`. It is no part of what is the same from run to run. */
export interface JudgeCost {
  /** Tokens that the judge read; undefined where it does not state them. */
  readonly tokens: number | undefined;
  /** Time in `read` and `judge`, waiting for a queue or a network included. */
  readonly milliseconds: number;
}

/** The rationales of several dimensions as far as they are written. */
export type Rationales = readonly RationaleWords[];

/** The rationale of one dimension. */
export interface RationaleWords {
  readonly id: DimensionId;
  /**
   * The rating word first; then, for `grammar`, the words of quality/rationale.ts from `<think>` on, for `prose` pieces
   * of text that are joined as they are.
   */
  readonly words: readonly string[];
}

/** Opens judges and the GPU that they share with the packer. It keeps both between videos. */
export interface Judges {
  /** A failure is not kept: the next call tries again. The judge belongs to this object; do not dispose of it. */
  open(provider: ProviderChoice): Promise<Result<Judge>>;
  /** Opened on the first call. */
  gpu(): Promise<Result<Gpu>>;
  /** Disposes of all opened judges and destroys the GPU device. */
  dispose(): Promise<void>;
}
