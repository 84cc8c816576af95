import { describe, expect, it } from 'vitest';
import { bitstreamColour } from '../../../src/media/bitstream-colour';
import { colourWarning, resolveColour, tagsFromWords } from '../../../src/media/colour-tags';

/** Writes bit fields as [value, bits] pairs; `ue` codes are written by `golomb`. */
function pack(fields: readonly (readonly [number, number])[]): Uint8Array {
  const bits = fields.flatMap(([value, count]) =>
    Array.from({ length: count }, (_, i) => (value >> (count - 1 - i)) & 1),
  );
  while (bits.length % 8 !== 0) bits.push(0);
  const bytes = new Uint8Array(bits.length / 8);
  for (const [i, bit] of bits.entries()) bytes[i >> 3]! |= bit << (7 - (i & 7));
  return bytes;
}

function golomb(value: number): readonly [number, number] {
  const length = Math.floor(Math.log2(value + 1));
  return [value + 1, 2 * length + 1];
}

/** A Main profile SPS of 320x240 with colour description (transfer 1, given matrix). */
function avcRecord(matrix: number, fullRange: boolean): Uint8Array {
  const sps = pack([
    [0x67, 8],
    [77, 8],
    [0, 8],
    [30, 8],
    golomb(0),
    golomb(0),
    golomb(2),
    golomb(1),
    [0, 1],
    golomb(19),
    golomb(14),
    [1, 1],
    [0, 1],
    [0, 1],
    [1, 1],
    [1, 1],
    [255, 8],
    [0x0004_0003, 32],
    [0, 1],
    [1, 1],
    [5, 3],
    [fullRange ? 1 : 0, 1],
    [1, 1],
    [1, 8],
    [1, 8],
    [matrix, 8],
    [1, 1],
  ]);
  // Emulation prevention, as a writer of real streams must do it.
  const escaped: number[] = [];
  for (const byte of sps) {
    if (byte <= 3 && escaped.at(-1) === 0 && escaped.at(-2) === 0) escaped.push(3);
    escaped.push(byte);
  }
  return Uint8Array.from([1, 77, 0, 30, 0xff, 0xe1, escaped.length >> 8, escaped.length & 255, ...escaped, 0]);
}

const SIZE = { codedWidth: 320, codedHeight: 240 };

describe('colour tags in the coded stream', () => {
  it('are read from the SPS of H.264', () => {
    const config = { ...SIZE, codec: 'avc1.4d001e', description: avcRecord(6, true) };
    expect(bitstreamColour(config, undefined)).toEqual({ matrix: 6, transfer: 1, fullRange: true });
    const short = { ...config, description: config.description.subarray(0, 14) };
    expect(bitstreamColour(short, undefined)).toBeUndefined();
    expect(bitstreamColour({ ...config, description: undefined }, undefined)).toBeUndefined();
  });

  it('are read from a VP9 key frame; default values count as untagged', () => {
    const config = { ...SIZE, codec: 'vp09.00.10.08', description: undefined };
    const key = (space: number, range: number): Uint8Array =>
      pack([
        [2, 2],
        [0, 2],
        [0, 1],
        [0, 1],
        [1, 1],
        [0, 1],
        [0x498342, 24],
        [space, 3],
        [range, 1],
        [0, 32],
      ]);
    expect(bitstreamColour(config, key(2, 1))).toEqual({ matrix: 1, fullRange: true });
    expect(bitstreamColour(config, key(5, 0))).toEqual({ matrix: 9, fullRange: false });
    expect(bitstreamColour(config, key(0, 0))).toEqual({ matrix: 2, fullRange: undefined });
    expect(bitstreamColour(config, Uint8Array.of(0x86, 0))).toBeUndefined();
  });

  it('are read from the sequence header of AV1', () => {
    const config = { ...SIZE, codec: 'av01.0.00M.08', description: undefined };
    const sequence = pack([
      [0, 3],
      [1, 1],
      [1, 1],
      [0, 5],
      [8, 4],
      [7, 4],
      [319, 9],
      [239, 8],
      [0, 3],
      [0, 3],
      [0, 1],
      [0, 1],
      [1, 1],
      [9, 8],
      [16, 8],
      [9, 8],
      [1, 1],
      [0, 8],
    ]);
    const unit = Uint8Array.of(0x12, 0x00, 0x0a, sequence.length, ...sequence);
    expect(bitstreamColour(config, unit)).toEqual({ matrix: 9, transfer: 16, fullRange: true });
    expect(bitstreamColour(config, Uint8Array.of(0x12, 0x00))).toBeUndefined();
  });
});

describe('resolveColour', () => {
  it('prefers the container to the stream, field by field', () => {
    const container = { matrix: 1, fullRange: undefined };
    expect(resolveColour([container, { matrix: 6, fullRange: true }], 480)).toEqual({
      matrix: 'bt709',
      fullRange: true,
    });
    expect(resolveColour([{ matrix: 2 }, { matrix: 9 }], 480).matrix).toBe('bt2020');
  });

  it('depends on the number of lines where nothing is tagged', () => {
    expect(resolveColour([undefined, {}], 719)).toEqual({ matrix: 'bt601', fullRange: false });
    expect(resolveColour([], 720)).toEqual({ matrix: 'bt709', fullRange: false });
  });

  it('reads the names of WebCodecs', () => {
    expect(resolveColour([tagsFromWords({ matrix: 'smpte170m', fullRange: true })], 1080)).toEqual({
      matrix: 'bt601',
      fullRange: true,
    });
    expect(tagsFromWords({ matrix: null, fullRange: null })).toEqual({});
  });

  it('warns of HDR and of RGB stored as YUV', () => {
    expect(colourWarning([{ transfer: 16 }])).toContain('HDR (PQ)');
    expect(colourWarning([{ transfer: 18 }])).toContain('HDR (HLG)');
    expect(colourWarning([{ matrix: 0 }])).toContain('RGB');
    expect(colourWarning([{ matrix: 1, transfer: 1 }])).toBeUndefined();
  });
});
