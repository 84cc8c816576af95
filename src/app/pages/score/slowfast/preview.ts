import type { Result } from '../../../../base';
import type { InspectCall } from '../../../../scoring/page';
import type { KeptFrames, Progress, Reclassification, ReclassifyRequest } from '../../../../scoring';

/** The scorer's part of it, for one clip. */
export interface PreviewAccess {
  /** Decodes the clip once and keeps its comparison frames. */
  readonly keep: (call: InspectCall) => Promise<Result<KeptFrames>>;
  readonly reclassify: (kept: string, request: ReclassifyRequest) => Promise<Reclassification | undefined>;
}

/** An answer, with what of the wish its drawing needs. */
export interface PreviewedFrames extends Reclassification {
  readonly ratePerSecond: number;
  readonly frameSimilarity: number;
}

/**
 * What other thresholds would make of one clip, as they are being moved. The first wish costs a pass over the clip;
 * after that one request is under way at most, and of those that come meanwhile only the last is kept.
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

  /** The answer to the latest wish that was answered. */
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

  /** Why there is nothing to show; undefined where there is, or will be. */
  get problem(): string | undefined {
    return this.#problem;
  }

  want(request: ReclassifyRequest): void {
    if (this.#stop.signal.aborted) return;
    this.#wanted = request;
    if (!this.#busy) void this.#run();
  }

  /** Ends it for good: nothing more changes, a pass under way is cancelled. */
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
        // Meanwhile the wish may have become another one: the newest is answered.
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
