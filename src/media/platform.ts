import type { Result } from '../base';
import type { Colour } from './frame';
import type { PlanarLayout } from './planes';

export type CodecFamily = 'avc' | 'hevc' | 'vp8' | 'vp9' | 'av1';

/** Parameters that a decoder needs before the first packet. */
export interface DecoderConfig {
  /** A WebCodecs codec string, e.g. `avc1.64001f`. */
  readonly codec: string;
  /** The configuration record: avcC or hvcC. VP8, VP9 and AV1 have none. */
  readonly description: Uint8Array | undefined;
  readonly codedWidth: number;
  readonly codedHeight: number;
}

/** One coded picture in decoding order. Times are whole microseconds of the presentation (edit list applied). */
export interface Packet {
  readonly data: Uint8Array;
  readonly key: boolean;
  readonly timestamp: number;
  readonly duration: number;
}

/** A picture in the decoder's memory. A decoder has few of them, so close each as soon as possible. */
export interface Picture {
  /** Time stamp of its packet, microseconds. */
  readonly timestamp: number;
  /**
   * The samples of the visible rectangle in the decoder's format. RGB is converted back to I420. Call it at most once,
   * before `close`. The samples are valid until another picture of this decoder is copied or this one is closed.
   */
  copy(): Promise<Result<PlanarLayout>>;
  close(): void;
}

/** A video decoder: WebCodecs in a browser, FFmpeg's libraries in Node. */
export interface VideoPlatform {
  readonly name: 'webcodecs' | 'node';
  /** Fails with `unsupported-codec` and a remedy where this machine cannot decode the stream. */
  check(config: DecoderConfig): Promise<Result<true>>;
  /**
   * Yields pictures in presentation order. A failed packet ends the input: the pictures decoded so far are yielded, then
   * the failure. Leaving the loop early (`break`) frees the decoder. `colour` holds the colour tags of the stream.
   */
  decode(
    config: DecoderConfig,
    packets: AsyncGenerator<Result<Packet>>,
    colour: Colour,
  ): AsyncGenerator<Result<Picture>>;
}

const FAMILIES: Readonly<Record<string, CodecFamily>> = {
  avc1: 'avc',
  avc3: 'avc',
  hvc1: 'hevc',
  hev1: 'hevc',
  vp8: 'vp8',
  vp08: 'vp8',
  vp9: 'vp9',
  vp09: 'vp9',
  av01: 'av1',
};

/** The family of a codec string. Undefined for codecs that neither platform decodes. */
export function codecFamily(codec: string): CodecFamily | undefined {
  return FAMILIES[codec.split('.')[0] ?? ''];
}
