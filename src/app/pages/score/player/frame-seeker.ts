import type { FrameStep } from './frame-times';
import { AIM_SECONDS } from './frame-times';

/** A seek that has not ended after this long never will: a file without an index, or one that breaks off. */
const SEEK_LIMIT_MS = 4000;
/** After a seek the frame is presented within this time, or it was on show already. */
const PRESENT_LIMIT_MS = 150;
/** In an unevenly spaced clip, a step is divided into this many. */
const SMALL_STEPS = 4;
/** A step forward gives up after this many small steps. */
const MOST_STEPS = 40;

/**
 * Brings a <video> to exact frames and knows which one is on show: browsers answer a seek with the frame that covers
 * the time, and only requestVideoFrameCallback reports which frame that was. One seek runs at a time; the latest request wins.
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

  /** Time stamp of the frame on show; the time sought where the browser reports none. */
  get shown(): number {
    return this.#shown ?? this.#video.currentTime;
  }

  /** Time stamp of the frame on show as the browser reported it; undefined where it has reported none yet. */
  get reported(): number | undefined {
    return this.#shown;
  }

  stop(): void {
    this.#stopped = true;
    this.#wanted = undefined;
  }

  /** Shows the frame with this time stamp. Resolves when it, or what was wished for since, is on show. */
  seek(seconds: number): Promise<void> {
    this.#wanted = Math.max(0, seconds) + AIM_SECONDS;
    this.#running ??= this.#run().finally(() => (this.#running = undefined));
    return this.#running;
  }

  /** One frame on or back. A step that is asked for during another one is dropped, so that a held key cannot pile up. */
  async step(by: 1 | -1, step: FrameStep): Promise<void> {
    if (this.#stepping) return;
    this.#stepping = true;
    try {
      await (by < 0 ? this.#back() : this.#forth(step));
    } finally {
      this.#stepping = false;
    }
  }

  /** Just before the frame on show lies the one before it, however long that one lasts. */
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
