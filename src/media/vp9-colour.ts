import { BitReader } from './bit-reader';
import type { ColourTags } from './colour-tags';

const VP9_SYNC_CODE = 0x498342;
/** VP9 7.2.2, color_space to H.273. 0 is unknown; 7 is RGB. */
const VP9_MATRICES = [2, 6, 1, 6, 7, 9, 2, 0];

/** Tags of a VP9 key frame's uncompressed header (VP9 6.2). */
export function vp9Colour(packet: Uint8Array): ColourTags | undefined {
  const reader = new BitReader(packet);
  if (reader.bits(2) !== 2) return undefined;
  const profile = reader.bits(1) + 2 * reader.bits(1);
  if (profile === 3) reader.skip(1);
  if (reader.flag()) return undefined;
  const interFrame = reader.flag();
  reader.skip(2);
  if (interFrame || reader.bits(24) !== VP9_SYNC_CODE) return undefined;
  if (profile >= 2) reader.skip(1);
  const space = reader.bits(3);
  if (space === 7) return { matrix: 0, fullRange: true };
  // Encoders write space 0 and range 0 by default, so this combination counts as untagged.
  const fullRange = reader.flag();
  return { matrix: VP9_MATRICES[space], fullRange: space === 0 && !fullRange ? undefined : fullRange };
}
