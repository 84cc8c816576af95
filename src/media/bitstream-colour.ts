import { BitReader } from './bit-reader';
import type { ColourTags } from './colour-tags';
import { codecFamily, type DecoderConfig } from './platform';

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

/** Profiles whose SPS carries chroma format and scaling lists (H.264 7.3.2.1.1). */
const HIGH_PROFILES = new Set([100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135]);
const EXTENDED_SAR = 255;

/** Tags from the first SPS of an avcC record (ISO/IEC 14496-15, 5.3.3.1). */
function avcColour(record: Uint8Array | undefined): ColourTags | undefined {
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

const VP9_SYNC_CODE = 0x498342;
/** VP9 7.2.2, color_space to H.273. 0 is unknown; 7 is RGB. */
const VP9_MATRICES = [2, 6, 1, 6, 7, 9, 2, 0];

/** Tags of a VP9 key frame's uncompressed header (VP9 6.2). */
function vp9Colour(packet: Uint8Array): ColourTags | undefined {
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

const OBU_SEQUENCE_HEADER = 1;

/** Tags of the sequence header in an AV1 temporal unit (AV1 5.3, 5.5). */
function av1Colour(packet: Uint8Array): ColourTags | undefined {
  let offset = 0;
  while (offset < packet.length) {
    const header = packet[offset]!;
    const type = (header >> 3) & 15;
    offset += (header & 4) === 0 ? 1 : 2;
    let size = packet.length - offset;
    if ((header & 2) !== 0) {
      size = 0;
      for (let i = 0; i < 5; i++) {
        const byte = packet[offset++] ?? 0;
        size += (byte & 127) * 2 ** (7 * i);
        if (byte < 128) break;
      }
    }
    if (type === OBU_SEQUENCE_HEADER) return sequenceColour(packet.subarray(offset, offset + size));
    offset += size;
  }
  return undefined;
}

function sequenceColour(payload: Uint8Array): ColourTags | undefined {
  const reader = new BitReader(payload);
  const profile = reader.bits(3);
  reader.skip(1);
  const reducedStill = reader.flag();
  if (reducedStill) reader.skip(5);
  else skipOperatingPoints(reader);
  const widthBits = reader.bits(4) + 1;
  const heightBits = reader.bits(4) + 1;
  reader.skip(widthBits + heightBits);
  if (!reducedStill && reader.flag()) reader.skip(7);
  reader.skip(3);
  if (!reducedStill) skipTools(reader);
  reader.skip(3);
  const highDepth = reader.flag();
  const twelveBit = profile === 2 && highDepth && reader.flag();
  const monochrome = profile !== 1 && reader.flag();
  if (!reader.flag()) {
    const fullRange = reader.flag();
    return reader.exhausted ? undefined : { fullRange };
  }
  const primaries = reader.bits(8);
  const transfer = reader.bits(8);
  const matrix = reader.bits(8);
  const identity = !monochrome && primaries === 1 && transfer === 13 && matrix === 0 && !twelveBit;
  const fullRange = identity || reader.flag();
  return reader.exhausted ? undefined : { matrix, transfer, fullRange };
}

function skipOperatingPoints(reader: BitReader): void {
  let delayBits = 0;
  let decoderModel = false;
  if (reader.flag()) {
    reader.skip(64);
    if (reader.flag()) reader.uvlc();
    decoderModel = reader.flag();
    if (decoderModel) {
      delayBits = reader.bits(5) + 1;
      reader.skip(42);
    }
  }
  const initialDelay = reader.flag();
  const points = reader.bits(5) + 1;
  for (let i = 0; i < points; i++) {
    reader.skip(12);
    if (reader.bits(5) > 7) reader.skip(1);
    if (decoderModel && reader.flag()) reader.skip(2 * delayBits + 1);
    if (initialDelay && reader.flag()) reader.skip(4);
  }
}

function skipTools(reader: BitReader): void {
  reader.skip(4);
  const orderHint = reader.flag();
  if (orderHint) reader.skip(2);
  const forceScreenContent = reader.flag() ? 2 : reader.bits(1);
  if (forceScreenContent > 0 && !reader.flag()) reader.skip(1);
  if (orderHint) reader.skip(3);
}
