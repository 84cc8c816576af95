import type { Result } from '../../base';
import { assert, ok } from '../../base';
import type { PlanarFrame } from '../../media';
import type { Degradation } from './degradation';

/** Feeds a degradation each frame once, whichever moments show it, and keeps what came out until nobody needs it. */
export class FrameLine {
  readonly #degradation: Degradation;
  /** Frames that went in and have not come out, oldest first. */
  #waiting: PlanarFrame[] = [];
  #made = new Map<PlanarFrame, PlanarFrame>();
  readonly #seen = new WeakSet<PlanarFrame>();

  constructor(degradation: Degradation) {
    this.#degradation = degradation;
  }

  /** Frames in time order; those known already are passed over. */
  async push(frames: readonly PlanarFrame[]): Promise<Result<undefined>> {
    for (const frame of frames) {
      if (this.#seen.has(frame)) continue;
      this.#seen.add(frame);
      this.#waiting.push(frame);
      const out = await this.#degradation.push(frame);
      if (!out.ok) return out;
      this.#take(out.value);
    }
    return ok(undefined);
  }

  async end(): Promise<Result<undefined>> {
    const out = await this.#degradation.end();
    if (!out.ok) return out;
    this.#take(out.value);
    assert(this.#waiting.length === 0, 'as many frames come out as went in');
    return ok(undefined);
  }

  has(frame: PlanarFrame): boolean {
    return this.#made.has(frame);
  }

  get(frame: PlanarFrame): PlanarFrame | undefined {
    return this.#made.get(frame);
  }

  /** No later call names a frame older than the first of these. */
  forgetBefore([first]: readonly PlanarFrame[]): void {
    for (const frame of this.#made.keys()) {
      if (first === undefined || frame.timestamp >= first.timestamp) return;
      this.#made.delete(frame);
    }
  }

  #take(out: readonly PlanarFrame[]): void {
    for (const made of out) {
      const source = this.#waiting.shift();
      assert(source !== undefined, 'no more frames come out than went in');
      this.#made.set(source, made);
    }
  }
}
