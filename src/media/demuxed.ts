import type { Result } from '../base';
import type { Colour } from './frame';
import type { DecoderConfig, Packet } from './platform';
import type { Rotation } from './rotate';
import type { Container } from './video';

/** A file whose headers were read: the decoder's configuration, and the packets. */
export interface Demuxed {
  readonly container: Container;
  readonly demuxer: 'mp4box' | 'mediabunny';
  readonly config: DecoderConfig;
  readonly rotation: Rotation;
  /** As the file states it; undefined where it does not. */
  readonly durationSeconds: number | undefined;
  /**
   * The end of the video track, seconds, if the file states it exactly: instants up to it without a frame count as
   * missing.
   */
  readonly statedEnd: number | undefined;
  /** The file is shorter than its headers state. */
  readonly truncated: boolean;
  readonly frameRate: number | undefined;
  readonly frameCount: number | undefined;
  readonly colour: Colour;
  readonly warnings: readonly string[];
  /** From the first packet on, in decoding order. A failure is the last thing it yields. */
  packets(): AsyncGenerator<Result<Packet>>;
  close(): void;
}

/**
 * A track that starts later than this is a recording of a running stream: time counts from its first frame. In MP4 an
 * edit list has precedence.
 */
export const REBASE_SECONDS = 10;

export function toMicroseconds(seconds: number): number {
  return Math.round(seconds * 1e6);
}

export function toPacket(data: Uint8Array, key: boolean, timestamp: number, duration: number): Packet {
  return { data, key, timestamp, duration: Math.max(0, duration) };
}
