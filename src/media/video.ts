import type { Result } from '../base';
import type { Colour, PlanarFrame } from './frame';

export type Container = 'mp4' | 'matroska';

/** The properties of a video that its headers state. */
export interface VideoInfo {
  readonly container: Container;
  /** The demuxer in use: mediabunny where mp4box failed; the report names it. */
  readonly demuxer: 'mp4box' | 'mediabunny';
  /** Codec string as WebCodecs writes it, e.g. `avc1.64001f`. */
  readonly codec: string;
  /** Upright visible size in pixels. */
  readonly width: number;
  readonly height: number;
  /** Clockwise degrees that were applied to make the picture upright. */
  readonly rotation: 0 | 90 | 180 | 270;
  /** Seconds; undefined where the file does not state it (a live WebM). */
  readonly durationSeconds: number | undefined;
  /** Mean frame rate where the file states it; undefined otherwise. */
  readonly frameRate: number | undefined;
  /** Number of coded frames where the file states it. */
  readonly frameCount: number | undefined;
  readonly colour: Colour;
  readonly bytes: number;
}

/**
 * The frame shown at one sampling instant k / rate, which is the last frame with time stamp <= instant, and the two
 * source frames before it (undefined at the clip's start), from which temporal differences are taken.
 */
export interface SampledFrame {
  readonly index: number;
  /** index / rate, seconds. */
  readonly instant: number;
  readonly frame: PlanarFrame;
  readonly previous: PlanarFrame | undefined;
  readonly beforePrevious: PlanarFrame | undefined;
  /** True when the same frame was shown at the previous instant. */
  readonly duplicate: boolean;
}

/** Counts that are reported with every score. */
export interface SamplingSummary {
  readonly ratePerSecond: number;
  /** Coded frames that left the decoder. */
  readonly framesDecoded: number;
  /** Coded frames that the file states; undefined where it does not. */
  readonly framesExpected: number | undefined;
  readonly sampledFrames: number;
  /** Instants that repeat the previous instant's frame. */
  readonly duplicatedFrames: number;
  /** Instants inside the stated duration for which no frame could be decoded. */
  readonly missingFrames: number;
  /** Sentences for the report, e.g. that the file ends early. */
  readonly warnings: readonly string[];
}

export interface SamplingOptions {
  /** Sampling rate in instants per second. Q-Save uses 8 (figure 3), UltraVQA 2. */
  readonly ratePerSecond: number;
  readonly signal?: AbortSignal | undefined;
  /** Called at most once a decoded frame; cheap. */
  readonly onProgress?: ((decoded: number, expected: number | undefined) => void) | undefined;
}

export interface OpenVideo {
  readonly info: VideoInfo;
  /** Decodes and samples the video once, in time order. Ends after yielding a failure. */
  sampledFrames(options: SamplingOptions): AsyncGenerator<Result<SampledFrame>, SamplingSummary, undefined>;
  close(): void;
}
