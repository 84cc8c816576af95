import type { Result } from '../base';
import type { Colour } from './frame';
import type { PlanarLayout } from './planes';

export type CodecFamily = 'avc' | 'hevc' | 'vp8' | 'vp9' | 'av1';

/** What a decoder must be told before the first packet. */
export interface DecoderConfig {
  /** As WebCodecs writes it, e.g. `avc1.64001f`. */
  readonly codec: string;
  /** avcC, hvcC: the configuration record. VP8, VP9 and AV1 have none. */
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

/** A picture as the decoder holds it. Decoders own few: close each at once. */
export interface Picture {
  /** Microseconds, as its packet had it. */
  readonly timestamp: number;
  /**
   * The visible rectangle's samples in the decoder's own format, or converted back to I420 from RGB. May be called once,
   * before `close`. They are valid until the next picture of the same decoder is copied, or this one closed.
   */
  copy(): Promise<Result<PlanarLayout>>;
  close(): void;
}

/** The edge between our code and what decodes: WebCodecs in a browser, FFmpeg's libraries in Node. */
export interface VideoPlatform {
  readonly name: 'webcodecs' | 'node';
  /** Whether this machine can decode it; `unsupported-codec` with the remedy where it cannot. */
  check(config: DecoderConfig): Promise<Result<true>>;
  /**
   * Pictures in presentation order. A packet that failed ends the input; what was decoded until then still comes, then
   * the failure. Returning early (`break`) frees the decoder. `colour` is what the stream's tags say of its planes.
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

/** The family of a codec string; undefined for those that no platform of ours decodes. */
export function codecFamily(codec: string): CodecFamily | undefined {
  return FAMILIES[codec.split('.')[0] ?? ''];
}
