import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withPngTexts } from '../../../src/charts/png-text';

/** One grey pixel. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
);

/** The chunks of a PNG in order; throws where a length or a checksum is wrong. */
function chunksOf(png: Uint8Array): { type: string; data: Buffer }[] {
  const bytes = Buffer.from(png);
  const chunks = [];
  for (let at = 8; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    const body = bytes.subarray(at + 4, at + 8 + length);
    if (crc32(body) !== bytes.readUInt32BE(at + 8 + length)) throw new Error(`wrong checksum at ${at}`);
    chunks.push({ type: body.toString('latin1', 0, 4), data: body.subarray(4) });
    at += 12 + length;
  }
  return chunks;
}

describe('texts in a PNG', () => {
  it('stand behind the header, with lengths and checksums that hold, whatever they say', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const chunks = chunksOf(withPngTexts(new Uint8Array(PIXEL), { Title: text, Comment: '{}' }));
        expect(chunks.map(({ type }) => type)).toEqual(['IHDR', 'iTXt', 'iTXt', 'IDAT', 'IEND']);
        expect(chunks[1]?.data.equals(Buffer.from(`Title\0\0\0\0\0${text}`))).toBe(true);
      }),
    );
  });

  it('leave every other byte as it was', () => {
    const rest = chunksOf(withPngTexts(new Uint8Array(PIXEL), { Title: 'x' })).filter(({ type }) => type !== 'iTXt');
    expect(rest).toEqual(chunksOf(PIXEL));
  });
});
