/** A PNG's signature and its first chunk, IHDR: 4 bytes length, 4 type, 13 data, 4 checksum. */
const HEAD_BYTES = 8 + 25;
/** The remainders of CRC-32 (ISO 3309), a byte each. */
const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? 0xedb88320 ^ (rest >>> 1) : rest >>> 1;
  return rest;
});

/**
 * Writes texts into a PNG, behind its header: iTXt chunks (PNG specification, 11.3.3.4), which hold UTF-8. A canvas
 * writes none. Keywords are Latin, 1 to 79 characters: `Title`, `Description`, `Comment`.
 */
export function withPngTexts(
  png: Uint8Array<ArrayBuffer>,
  texts: Readonly<Record<string, string>>,
): Uint8Array<ArrayBuffer> {
  const chunks = Object.entries(texts).map(([keyword, text]) => chunk('iTXt', internationalText(keyword, text)));
  const parts = [png.subarray(0, HEAD_BYTES), ...chunks, png.subarray(HEAD_BYTES)];
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Keyword, no compression, no language, no translated keyword, text. */
function internationalText(keyword: string, text: string): Uint8Array {
  return new TextEncoder().encode(`${keyword}\0\0\0\0\0${text}`);
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(data.length + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  bytes.set(new TextEncoder().encode(type), 4);
  bytes.set(data, 8);
  view.setUint32(data.length + 8, crc32(bytes.subarray(4, data.length + 8)));
  return bytes;
}

function crc32(bytes: Uint8Array): number {
  let rest = 0xffffffff;
  for (const byte of bytes) rest = CRC[(rest ^ byte) & 0xff]! ^ (rest >>> 8);
  return (rest ^ 0xffffffff) >>> 0;
}
