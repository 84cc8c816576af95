import type { Result } from '../../base';
import { assert, ok } from '../../base';
import type { PlanarFrame } from '../../media';
import type { Degradation } from './degradation';

/** Pushes each frame into a degradation once and keeps the degraded frames until they are no longer needed. */
export class DegradedFrames {
  readonly #degradation: Degradation;
  /** Frames that were pushed and not returned yet, oldest first. */
  #waiting: PlanarFrame[] = [];
  #degraded = new Map<PlanarFrame, PlanarFrame>();
  readonly #pushed = new WeakSet<PlanarFrame>();

  constructor(degradation: Degradation) {
    this.#degradation = degradation;
  }

  /** Frames in time order; those that were pushed before are skipped. */
  async push(frames: readonly PlanarFrame[]): Promise<Result<undefined>> {
    for (const frame of frames) {
      if (this.#pushed.has(frame)) continue;
      this.#pushed.add(frame);
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
    assert(this.#waiting.length === 0, 'a degradation returns as many frames as it gets');
    return ok(undefined);
  }

  has(frame: PlanarFrame): boolean {
    return this.#degraded.has(frame);
  }

  get(frame: PlanarFrame): PlanarFrame | undefined {
    return this.#degraded.get(frame);
  }

  /** Drops the degraded frames older than the first of these. */
  forgetBefore([first]: readonly PlanarFrame[]): void {
    for (const frame of this.#degraded.keys()) {
      if (first === undefined || frame.timestamp >= first.timestamp) return;
      this.#degraded.delete(frame);
    }
  }

  #take(out: readonly PlanarFrame[]): void {
    for (const frame of out) {
      const source = this.#waiting.shift();
      assert(source !== undefined, 'a degradation returns no more frames than it gets');
      this.#degraded.set(source, frame);
    }
  }
}
