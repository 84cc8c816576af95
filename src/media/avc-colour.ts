import { BitReader } from './bit-reader';
import type { ColourTags } from './colour-tags';

/** Profiles whose SPS carries chroma format and scaling lists (H.264 7.3.2.1.1). */
const HIGH_PROFILES = new Set([100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135]);
const EXTENDED_SAR = 255;

/** Tags from the first SPS of an avcC record (ISO/IEC 14496-15, 5.3.3.1). */
export function avcColour(record: Uint8Array | undefined): ColourTags | undefined {
  if (record === undefined || record.length < 9 || (record[5]! & 31) === 0) return undefined;
  const length = (record[6]! << 8) | record[7]!;
  return spsColour(unescape(record.subarray(8, 8 + length)));
}

/** Removes the emulation prevention bytes (00 00 03) of a NAL unit. */
function unescape(nal: Uint8Array): Uint8Array {
  const out: number[] = [];
  let zeros = 0;
  for (const byte of nal) {
    if (zeros >= 2 && byte === 3) {
      zeros = 0;
      continue;
    }
    zeros = byte === 0 ? zeros + 1 : 0;
    out.push(byte);
  }
  return Uint8Array.from(out);
}

function spsColour(nal: Uint8Array): ColourTags | undefined {
  const reader = new BitReader(nal);
  reader.skip(8);
  const profile = reader.bits(8);
  reader.skip(16);
  reader.ue();
  if (HIGH_PROFILES.has(profile)) skipHighProfile(reader);
  reader.ue();
  skipPictureOrder(reader);
  reader.ue();
  reader.skip(1);
  reader.ue();
  reader.ue();
  if (!reader.flag()) reader.skip(1);
  reader.skip(1);
  if (reader.flag()) for (let i = 0; i < 4; i++) reader.ue();
  if (!reader.flag()) return undefined;
  if (reader.flag() && reader.bits(8) === EXTENDED_SAR) reader.skip(32);
  if (reader.flag()) reader.skip(1);
  if (!reader.flag()) return undefined;
  reader.skip(3);
  const fullRange = reader.flag();
  if (!reader.flag()) return reader.exhausted ? undefined : { fullRange };
  reader.skip(8);
  const transfer = reader.bits(8);
  const matrix = reader.bits(8);
  return reader.exhausted ? undefined : { matrix, transfer, fullRange };
}

function skipHighProfile(reader: BitReader): void {
  const chromaFormat = reader.ue();
  if (chromaFormat === 3) reader.skip(1);
  reader.ue();
  reader.ue();
  reader.skip(1);
  if (!reader.flag()) return;
  for (let list = 0; list < (chromaFormat === 3 ? 12 : 8); list++) {
    if (!reader.flag()) continue;
    let last = 8;
    let next = 8;
    for (let i = 0; i < (list < 6 ? 16 : 64); i++) {
      if (next !== 0) next = (last + reader.se() + 256) % 256;
      last = next === 0 ? last : next;
    }
  }
}

function skipPictureOrder(reader: BitReader): void {
  const type = reader.ue();
  if (type === 0) reader.ue();
  if (type !== 1) return;
  reader.skip(1);
  reader.se();
  reader.se();
  const count = Math.min(reader.ue(), 255);
  for (let i = 0; i < count; i++) reader.se();
}
