import { av1Colour } from './av1-colour';
import { avcColour } from './avc-colour';
import type { ColourTags } from './colour-tags';
import { codecFamily, type DecoderConfig } from './platform';
import { vp9Colour } from './vp9-colour';

/**
 * Colour tags inside the coded stream: H.264 from the first SPS, VP9 and AV1 from the first key frame. We read them
 * ourselves because decoders report different values for untagged streams. For HEVC the container's tags are used; VP8
 * has none.
 */
export function bitstreamColour(config: DecoderConfig, firstPacket: Uint8Array | undefined): ColourTags | undefined {
  switch (codecFamily(config.codec)) {
    case 'avc':
      return avcColour(config.description);
    case 'vp9':
      return firstPacket && vp9Colour(firstPacket);
    case 'av1':
      return firstPacket && av1Colour(firstPacket);
    default:
      return undefined;
  }
}
