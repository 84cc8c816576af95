import type { Result } from '../../../../base';
import type { InspectCall } from '../../../../scoring/page';
import type { KeptFrames, Progress, Reclassification, ReclassifyRequest } from '../../../../scoring';

/** What the preview asks of the scorer, for one clip. */
export interface PreviewAccess {
  /** Decodes the clip once and keeps its comparison frames. */
  readonly keep: (call: InspectCall) => Promise<Result<KeptFrames>>;
  readonly reclassify: (kept: string, request: ReclassifyRequest) => Promise<Reclassification | undefined>;
}

/** An answer, with the parts of the request that drawing needs. */
export interface PreviewedFrames extends Reclassification {
  readonly ratePerSecond: number;
  readonly frameSimilarity: number;
}

/**
 * Classification of one clip with other thresholds, live. The first request needs a pass over the clip. After that, one
 * request runs at a time, and of those made meanwhile only the last is answered.
 */
export class SlowFastPreview {
  readonly #access: PreviewAccess;
  readonly #onChange: () => void;
  readonly #stop = new AbortController();
  #wanted: ReclassifyRequest | undefined;
  #busy = false;
  #kept: KeptFrames | undefined;
  #shown: PreviewedFrames | undefined;
  #progress: Progress | undefined;
  #gathering = false;
  #problem: string | undefined;

  constructor(access: PreviewAccess, onChange: () => void) {
    this.#access = access;
    this.#onChange = onChange;
  }

  /** The answer to the latest request that was answered. */
  get shown(): PreviewedFrames | undefined {
    return this.#shown;
  }

  get kept(): KeptFrames | undefined {
    return this.#kept;
  }

  /** True during the pass over the clip. */
  get gathering(): boolean {
    return this.#gathering;
  }

  get progress(): Progress | undefined {
    return this.#progress;
  }

  /** Why there is nothing to show; undefined while there is no problem. */
  get problem(): string | undefined {
    return this.#problem;
  }

  want(request: ReclassifyRequest): void {
    if (this.#stop.signal.aborted) return;
    this.#wanted = request;
    if (!this.#busy) void this.#run();
  }

  /** Ends the preview: nothing more changes, and a running pass is cancelled. */
  stop(): void {
    this.#stop.abort();
    this.#wanted = undefined;
  }

  async #run(): Promise<void> {
    this.#busy = true;
    this.#problem = undefined;
    try {
      while (this.#wanted !== undefined) {
        const request = this.#wanted;
        const kept = this.#kept ?? (await this.#gather());
        if (kept === undefined) return;
        // A newer request may have been made meanwhile: the newest is answered.
        const newest = this.#wanted ?? request;
        this.#wanted = undefined;
        await this.#ask(kept, newest);
      }
    } finally {
      this.#busy = false;
    }
  }

  async #ask(kept: KeptFrames, request: ReclassifyRequest): Promise<void> {
    const answer = await this.#access.reclassify(kept.id, request);
    if (this.#stop.signal.aborted) return;
    if (answer === undefined) {
      // The worker was replaced, or keeps another clip's frames now: this clip is walked once more.
      this.#kept = undefined;
      this.#wanted ??= request;
      return;
    }
    const { ratePerSecond, options } = request;
    this.#shown = { ...answer, ratePerSecond, frameSimilarity: options.frameSimilarity };
    this.#onChange();
  }

  async #gather(): Promise<KeptFrames | undefined> {
    this.#gathering = true;
    this.#onChange();
    const onProgress = (progress: Progress): void => {
      this.#progress = progress;
      this.#onChange();
    };
    const gathered = await this.#access.keep({ onProgress, signal: this.#stop.signal });
    this.#gathering = false;
    this.#progress = undefined;
    if (this.#stop.signal.aborted) return undefined;
    if (gathered.ok) this.#kept = gathered.value;
    else this.#problem = gathered.error.message;
    this.#onChange();
    return this.#kept;
  }
}
