import { BitReader } from './bit-reader';
import type { ColourTags } from './colour-tags';

const OBU_SEQUENCE_HEADER = 1;

/** Tags of the sequence header in an AV1 temporal unit (AV1 5.3, 5.5). */
export function av1Colour(packet: Uint8Array): ColourTags | undefined {
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
