import type { FrameStep } from './frame-times';
import { AIM_SECONDS } from './frame-times';

/** Time limit of a seek. Seeks in a file without an index, or in a truncated one, may never end. */
const SEEK_LIMIT_MS = 4000;
/** A frame is presented within this time after a seek, unless it was already on show. */
const PRESENT_LIMIT_MS = 150;
/** Number of small steps per frame step in an unevenly spaced clip. */
const SMALL_STEPS = 4;
/** A step forward ends after this many small steps. */
const MOST_STEPS = 40;

/**
 * Seeks a <video> to exact frames and tracks the frame on show. Browsers show the frame that covers the sought time, and
 * only requestVideoFrameCallback reports which frame that is. One seek runs at a time. Of waiting requests, only the last
 * one runs.
 */
export class FrameSeeker {
  readonly #video: HTMLVideoElement;
  readonly #onShown: (seconds: number) => void;
  #wanted: number | undefined;
  #running: Promise<void> | undefined;
  #stepping = false;
  #shown: number | undefined;
  /** Called by the next frame that is presented. */
  #presented: () => void = () => undefined;
  #stopped = false;

  /** @param onShown gets the time stamp of every frame that is presented, in the media's own time. */
  constructor(video: HTMLVideoElement, onShown: (seconds: number) => void) {
    this.#video = video;
    this.#onShown = onShown;
    this.#listen();
  }

  /** Time stamp of the frame on show. The sought time where the browser reports none. */
  get shown(): number {
    return this.#shown ?? this.#video.currentTime;
  }

  /** Time stamp of the frame on show as reported by the browser. Undefined before the first report. */
  get reported(): number | undefined {
    return this.#shown;
  }

  stop(): void {
    this.#stopped = true;
    this.#wanted = undefined;
  }

  /** Shows the frame with this time stamp. Resolves when it, or the frame of a later request, is on show. */
  seek(seconds: number): Promise<void> {
    this.#wanted = Math.max(0, seconds) + AIM_SECONDS;
    this.#running ??= this.#run().finally(() => (this.#running = undefined));
    return this.#running;
  }

  /** Steps one frame forward or back. A step during another one is dropped, so that key repeats do not queue up. */
  async step(by: 1 | -1, step: FrameStep): Promise<void> {
    if (this.#stepping) return;
    this.#stepping = true;
    try {
      await (by < 0 ? this.#back() : this.#forth(step));
    } finally {
      this.#stepping = false;
    }
  }

  /** The previous frame covers the time just before the frame on show, for any duration. */
  async #back(): Promise<void> {
    const before = this.shown - 2 * AIM_SECONDS;
    if (before > 0) await this.seek(before);
  }

  async #forth({ seconds, even }: FrameStep): Promise<void> {
    const from = this.shown;
    const stride = even ? seconds : seconds / SMALL_STEPS;
    for (let strides = 1; strides <= MOST_STEPS; strides++) {
      const goal = from + strides * stride;
      if (goal >= this.#video.duration) return;
      await this.seek(goal);
      if (this.#stopped || this.shown > from + AIM_SECONDS / 2) return;
    }
  }

  async #run(): Promise<void> {
    while (this.#wanted !== undefined && !this.#stopped) {
      const goal = this.#wanted;
      this.#wanted = undefined;
      await this.#seekOnce(Math.min(goal, this.#video.duration || goal));
    }
  }

  async #seekOnce(goal: number): Promise<void> {
    const video = this.#video;
    let arrived = false;
    const presented = new Promise<void>((resolve) => {
      this.#presented = () => {
        arrived = true;
        resolve();
      };
    });
    const sought = new Promise<void>((resolve) => video.addEventListener('seeked', () => resolve(), { once: true }));
    video.currentTime = goal;
    await Promise.race([sought, after(SEEK_LIMIT_MS)]);
    if (!arrived && this.#tellsFrames) await Promise.race([presented, after(PRESENT_LIMIT_MS)]);
    if (!this.#tellsFrames) this.#show(video.currentTime);
  }

  get #tellsFrames(): boolean {
    return 'requestVideoFrameCallback' in this.#video;
  }

  #listen(): void {
    if (!this.#tellsFrames) {
      this.#video.addEventListener('timeupdate', () => this.#show(this.#video.currentTime));
      return;
    }
    this.#video.requestVideoFrameCallback((_, { mediaTime }) => {
      if (this.#stopped) return;
      this.#show(mediaTime);
      this.#listen();
    });
  }

  #show(seconds: number): void {
    this.#shown = seconds;
    this.#presented();
    this.#onShown(seconds);
  }
}

function after(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
