import type { Result } from '../base/result';
import type { InspectRequest, Inspection } from './inspect/inspection';
import type { ScoreOptions } from './options';
import type { Progress, Thumbnail } from './progress';
import type { ScoreReport } from './report';

/** What this browser offers, for the page to show before a file is dropped. */
export interface Capabilities {
  /** `software`: an adapter exists but the CPU is faster, so `auto` does not use it. */
  readonly webgpu: 'hardware' | 'software' | 'none';
  /** The adapter's own words, e.g. `nvidia ampere`; empty without one. */
  readonly adapter: string;
  readonly crossOriginIsolated: boolean;
  /** Threads that the wasm runtime may use. */
  readonly threads: number;
}

export interface ScoreCallbacks {
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly onThumbnail?: ((thumbnail: Thumbnail) => void) | undefined;
}

/**
 * What the worker offers to the page, one scoring or inspection at a time. Failures come back as values because comlink keeps only
 * name, message and stack of what is thrown.
 */
export interface ScoringService {
  /** Callbacks must be comlink proxies: functions do not survive the structured clone. */
  score(
    file: File | Blob,
    name: string,
    options: ScoreOptions,
    onProgress: (progress: Progress) => void,
    onThumbnail: ((thumbnail: Thumbnail) => void) | undefined,
  ): Promise<Result<ScoreReport>>;
  inspect(
    file: File | Blob,
    options: ScoreOptions,
    request: InspectRequest,
    onProgress: (progress: Progress) => void,
  ): Promise<Result<Inspection>>;
  /** Ends what is running, if anything; its promise resolves to `cancelled`. */
  cancel(): void;
  capabilities(): Promise<Capabilities>;
}
