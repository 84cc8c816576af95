import type { Result } from '../../base';
import type { Rationales } from '../../judges';
import type { InspectRequest, Inspection } from '../inspect/inspection';
import type { ScoreOptions } from '../options';
import type { Progress, Thumbnail } from '../progress';
import type { KeptFrames, Reclassification, ReclassifyRequest } from '../reclassify/reclassification';
import type { ScoreReport } from '../report';
import type { JudgeChoice } from './judge-choice';

/** What this browser offers, for the page to show before a file is dropped. */
export interface Capabilities {
  /** `software`: an adapter exists but the CPU is faster, so `auto` does not use it. */
  readonly webgpu: 'hardware' | 'software' | 'none';
  /** The adapter's name, e.g. `nvidia ampere`; empty without one. */
  readonly adapter: string;
  readonly crossOriginIsolated: boolean;
  /** Threads that the wasm runtime may use. */
  readonly threads: number;
}

export interface ScoreCallbacks {
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly onThumbnail?: ((thumbnail: Thumbnail) => void) | undefined;
  /** Called after each word of a rationale with all rationales written so far. */
  readonly onWords?: ((rationales: Rationales) => void) | undefined;
}

/**
 * What the worker offers to the page, one scoring or inspection at a time. Failures are values because comlink keeps only
 * the name, message and stack of an exception.
 */
export interface ScoringService {
  /** Callbacks must be comlink proxies: functions do not survive the structured clone. */
  score(
    file: File | Blob,
    name: string,
    options: ScoreOptions,
    onProgress: (progress: Progress) => void,
    onThumbnail: ((thumbnail: Thumbnail) => void) | undefined,
    onWords: ((rationales: Rationales) => void) | undefined,
  ): Promise<Result<ScoreReport>>;
  inspect(
    file: File | Blob,
    options: ScoreOptions,
    request: InspectRequest,
    onProgress: (progress: Progress) => void,
  ): Promise<Result<Inspection>>;
  /** Larger pictures of a clip's sampled frames than a scoring gives; resolves to the number of sampled frames. */
  pictures(
    file: File | Blob,
    options: ScoreOptions,
    onProgress: (progress: Progress) => void,
    onThumbnail: (thumbnail: Thumbnail) => void,
  ): Promise<Result<number>>;
  /** Keeps the comparison frames of one clip, in place of another's, for `reclassify`. */
  keepFrames(
    file: File | Blob,
    options: ScoreOptions,
    onProgress: (progress: Progress) => void,
  ): Promise<Result<KeptFrames>>;
  /** Answers without a queue, between two steps of what runs; undefined where those frames are no longer kept. */
  reclassify(id: string, request: ReclassifyRequest): Promise<Reclassification | undefined>;
  /** Frees the memory of the kept frames. */
  dropFrames(): void;
  /** Scores with another judge from now on. Nothing may run at that time. */
  chooseJudge(choice: JudgeChoice): Promise<void>;
  /** Ends what is running, if anything; its promise then resolves to `cancelled`. */
  cancel(): void;
  capabilities(): Promise<Capabilities>;
}
