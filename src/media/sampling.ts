/** Time stamps are fractions rounded to microseconds: times closer than this, in seconds, are the same instant. */
const EPSILON = 1e-4;
/** A first frame up to this late is shown from instant 0: muxers start a track a few frames after the sound. */
const LATE_START_SECONDS = 0.25;
/** A frame before zero (cut off by an edit list) is replaced by one that starts at most this long after zero. */
const EDIT_SLACK_SECONDS = 1e-3;
/** A longer pause between two frames is a broken clock, not a still image. */
export const LONGEST_PAUSE_SECONDS = 600;
const USUAL_STEP_SECONDS = 1 / 30;

/** A decoded frame as the sampler sees it: seconds. */
export interface Timed {
  readonly timestamp: number;
  /** 0 where the file does not state it. */
  readonly duration: number;
}

/** The frame shown at one instant, before its samples are copied. */
export interface ShownFrame<T> {
  readonly index: number;
  readonly instant: number;
  readonly frame: T;
  readonly previous: T | undefined;
  readonly beforePrevious: T | undefined;
  readonly duplicate: boolean;
}

/**
 * Selects the frames shown at the instants k / rate from frames in presentation order: the last one with time stamp
 * <= instant. (Q-Save samples 8 frames a second; this rule is ours.) It keeps at most three frames and passes each to
 * `release` exactly once, when no later selection can refer to it.
 *
 * Consume the generators of `push` and `finish` to the end, or call `close`.
 */
export class Sampler<T extends Timed> {
  private current: T | undefined;
  private previous: T | undefined;
  private beforePrevious: T | undefined;
  private lastShown: T | undefined;
  private index = 0;
  private step = 0;

  sampled = 0;
  duplicated = 0;
  missing = 0;
  /** Frames that arrived after a frame with a greater time stamp; they are never shown. */
  outOfOrder = 0;
  /** True after a pause longer than LONGEST_PAUSE_SECONDS: sampling ends before it. */
  brokenClock = false;

  constructor(
    private readonly rate: number,
    private readonly release: (frame: T) => void,
  ) {}

  /** The instants that this frame decides: those before its time stamp. */
  *push(frame: T): Generator<ShownFrame<T>> {
    const shown = this.current;
    if (shown === undefined) return this.begin(frame);
    if (this.brokenClock) return this.release(frame);
    if (frame.timestamp < shown.timestamp) {
      this.outOfOrder++;
      return this.release(frame);
    }
    if (shown.timestamp < -EPSILON && frame.timestamp <= EDIT_SLACK_SECONDS) {
      // Frames before zero are not part of the clip, and are not used as previous frames either.
      this.releaseHeld();
      return this.begin(frame);
    }
    if (frame.timestamp - shown.timestamp > LONGEST_PAUSE_SECONDS) {
      this.brokenClock = true;
      return this.release(frame);
    }
    yield* this.showUntil(frame.timestamp);
    this.step = frame.timestamp - shown.timestamp;
    if (this.beforePrevious !== undefined) this.release(this.beforePrevious);
    this.beforePrevious = this.previous;
    this.previous = shown;
    this.current = frame;
  }

  /**
   * The remaining instants until the last frame's end. `statedEnd` is the presentation's end as the file states it;
   * instants between the two are counted as missing.
   */
  *finish(statedEnd?: number): Generator<ShownFrame<T>> {
    const last = this.current;
    if (last === undefined) return;
    const duration = last.duration > 0 ? last.duration : this.step > 0 ? this.step : USUAL_STEP_SECONDS;
    const end = last.timestamp + Math.min(duration, LONGEST_PAUSE_SECONDS);
    yield* this.showUntil(end);
    // A clip shorter than one step, or entirely cut off by its edit list, shows its frame once.
    if (this.sampled === 0) yield this.show();
    if (statedEnd !== undefined && Number.isFinite(statedEnd)) {
      const count = Math.ceil((statedEnd - EPSILON) * this.rate);
      this.missing += Math.max(0, count - this.index);
    }
    this.close();
  }

  /** Releases all kept frames. */
  close(): void {
    this.releaseHeld();
    this.lastShown = undefined;
  }

  /** Time stamp of the frame shown last; undefined before the first. */
  get time(): number | undefined {
    return this.current?.timestamp;
  }

  private begin(frame: T): void {
    this.current = frame;
    if (frame.timestamp <= LATE_START_SECONDS) return;
    const first = Math.ceil((frame.timestamp - EPSILON) * this.rate);
    this.missing += first - this.index;
    this.index = first;
  }

  private *showUntil(time: number): Generator<ShownFrame<T>> {
    while (this.index / this.rate < time - EPSILON) yield this.show();
  }

  private show(): ShownFrame<T> {
    const frame = this.current!;
    const duplicate = frame === this.lastShown;
    this.lastShown = frame;
    this.sampled++;
    if (duplicate) this.duplicated++;
    const index = this.index++;
    const { previous, beforePrevious } = this;
    return { index, instant: index / this.rate, frame, previous, beforePrevious, duplicate };
  }

  private releaseHeld(): void {
    for (const frame of [this.beforePrevious, this.previous, this.current]) {
      if (frame !== undefined) this.release(frame);
    }
    this.beforePrevious = this.previous = this.current = undefined;
  }
}
