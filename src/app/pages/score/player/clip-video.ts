import type { Result } from '../../../../base';
import type { ScoreReport } from '../../../../scoring';
import { FrameSeeker } from './frame-seeker';
import { frameStep, isFrameOf, sampledFrameAt } from './frame-times';
import { CANNOT_PLAY } from '../copy';

/** The URL of the file, or the reason why there is none. Undefined until the file is open. */
export type ClipSource = { readonly url: string } | { readonly why: string } | undefined;

export interface ClipVideoOwner {
  readonly report: ScoreReport;
  /** Index of the chosen sampled frame in the report's frames. */
  readonly sampledFrame: number | undefined;
  /** Called when a frame is shown that belongs to another sampled frame, while playing or after a step. */
  onSampledFrame(sampledFrame: number): void;
  onChange(): void;
}

/** A first frame that differs by more than this from the report's is another frame, not the same without edit list. */
const MOST_OFFSET_SECONDS = 0.5;

/** One clip in a <video>, addressed by the times of the report's frames. */
export class ClipVideo {
  readonly #owner: ClipVideoOwner;
  #source: ClipSource;
  #video: HTMLVideoElement | null = null;
  #seeker: FrameSeeker | undefined;
  /** Media time minus report time: browsers treat edit lists differently. Known after the first frame. */
  #offset: number | undefined;
  /** True while the video chooses the sampled frame, as in playback. */
  #videoChooses = false;
  #time: number | undefined;
  #opening = 0;

  constructor(owner: ClipVideoOwner) {
    this.#owner = owner;
  }

  get source(): ClipSource {
    return this.#source;
  }

  /** Time stamp of the frame on show, seconds of the clip. */
  get time(): number | undefined {
    return this.#time;
  }

  get playing(): boolean {
    return this.#video !== null && !this.#video.paused;
  }

  /** True once the video can seek. */
  get ready(): boolean {
    return this.#offset !== undefined;
  }

  async open(file: Promise<Result<File>>): Promise<void> {
    this.close();
    const turn = this.#opening;
    const opened = await file;
    if (turn !== this.#opening) return;
    this.#source = opened.ok ? { url: URL.createObjectURL(opened.value) } : { why: opened.error.message };
    this.#owner.onChange();
  }

  /** Releases the file. A running `open` then has no effect. */
  close(): void {
    this.#opening++;
    this.#seeker?.stop();
    if (this.#source !== undefined && 'url' in this.#source) URL.revokeObjectURL(this.#source.url);
    this.#source = undefined;
    this.#offset = undefined;
    this.#time = undefined;
    this.#videoChooses = false;
  }

  /** Uses the element that was rendered for the source. */
  attach(video: HTMLVideoElement | null): void {
    if (video === this.#video) return;
    this.#seeker?.stop();
    this.#video = video;
    this.#seeker = video === null ? undefined : new FrameSeeker(video, (seconds) => this.#onShown(seconds));
  }

  /** Compares media time and report time. Call it when the element has its first frame. */
  async begin(): Promise<void> {
    const seeker = this.#seeker;
    if (seeker === undefined) return;
    await seeker.seek(0);
    if (seeker !== this.#seeker) return;
    const first = this.#owner.report.slowfast.frames[0]?.timestamp ?? 0;
    // Where the browser has reported no frame yet, media time is taken as presentation time.
    const offset = (seeker.reported ?? first) - first;
    this.#offset = Math.abs(offset) < MOST_OFFSET_SECONDS ? offset : 0;
    this.#time = first;
    this.#owner.onChange();
    if (this.#owner.sampledFrame !== undefined) this.show(this.#owner.sampledFrame);
  }

  /** Shows a sampled frame and stops playing. */
  show(sampledFrame: number): void {
    this.#video?.pause();
    this.#videoChooses = false;
    const frame = this.#owner.report.slowfast.frames[sampledFrame];
    if (frame !== undefined && this.#offset !== undefined) void this.#seeker?.seek(frame.timestamp + this.#offset);
  }

  step(by: 1 | -1): void {
    const { info, slowfast } = this.#owner.report;
    this.#video?.pause();
    this.#videoChooses = true;
    void this.#seeker?.step(by, frameStep(info, slowfast.frames));
  }

  toggle(): void {
    if (this.#video === null || !this.ready) return;
    this.#videoChooses = true;
    // A rejected play request is visible: the button does not change.
    if (this.#video.paused) this.#video.play().catch(() => undefined);
    else this.#video.pause();
  }

  /** A file that cannot be played is shown by its sampled frames, with a note. */
  fail(): void {
    this.close();
    this.#source = { why: CANNOT_PLAY };
    this.#owner.onChange();
  }

  #onShown(seconds: number): void {
    if (this.#offset === undefined) return;
    this.#time = seconds - this.#offset;
    this.#owner.onChange();
    const { frames } = this.#owner.report.slowfast;
    const chosen = this.#owner.sampledFrame === undefined ? undefined : frames[this.#owner.sampledFrame];
    // A frame that is sampled at several instants belongs to the chosen one while it is on show.
    if (!this.#videoChooses || (chosen !== undefined && isFrameOf(chosen, this.#time))) return;
    const sampledFrame = sampledFrameAt(frames, this.#time);
    if (sampledFrame !== this.#owner.sampledFrame) this.#owner.onSampledFrame(sampledFrame);
  }
}
