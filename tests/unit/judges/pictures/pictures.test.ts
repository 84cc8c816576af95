import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bicubicWeights, resizePlane } from '../../../../src/judges/pictures/bicubic';
import { pictureRgb } from '../../../../src/judges/pictures/picture-rgb';
import { pictureSize } from '../../../../src/judges/pictures/picture-size';
import type { PlanarFrame } from '../../../../src/media/frame';

function pattern(width: number, height: number): Uint8Array {
  return Uint8Array.from({ length: width * height }, (_, at) => {
    const [x, y] = [at % width, Math.floor(at / width)];
    return (x * 7 + y * 13 + ((x * y) >> 3)) & 255;
  });
}

/** The middle row and the sum that Pillow 12's `resize(..., BICUBIC)` gives for `pattern`. */
const PILLOW = [
  {
    from: [50, 38],
    to: [28, 28],
    row: [
      105, 10, 28, 48, 64, 81, 98, 114, 131, 148, 164, 181, 198, 216, 245, 201, 61, 19, 42, 60, 77, 94, 111, 127, 144,
      161, 178, 194,
    ],
    sum: 99_723,
  },
  {
    from: [20, 10],
    to: [28, 14],
    row: [
      63, 66, 72, 78, 83, 88, 94, 100, 105, 110, 116, 122, 127, 132, 138, 143, 148, 154, 160, 165, 170, 176, 182, 187,
      192, 198, 204, 207,
    ],
    sum: 49_473,
  },
  { from: [33, 47], to: [14, 28], row: [61, 84, 108, 131, 155, 179, 202, 240, 147, 26, 33, 64, 87, 110], sum: 49_829 },
] as const;

describe('a resized plane', () => {
  it.each(PILLOW)("equals Pillow's within its two roundings: $from to $to", ({ from, to, row, sum }) => {
    const [width, height] = from;
    const [columns, rows] = to;
    const plane = { data: pattern(width, height), width, height };
    const resized = resizePlane(plane, bicubicWeights(width, width, columns), bicubicWeights(height, height, rows));
    const codes = Uint8ClampedArray.from(resized);
    const middle = codes.subarray((rows >> 1) * columns, ((rows >> 1) + 1) * columns);
    row.forEach((code, x) => expect(Math.abs(middle[x]! - code), `column ${x}`).toBeLessThanOrEqual(1));
    expect(Math.abs(codes.reduce((a, b) => a + b, 0) - sum)).toBeLessThan(0.2 * columns * rows);
  });
});

describe('pictureRgb', () => {
  const flat = (width: number, height: number, [y, u, v]: readonly [number, number, number]): PlanarFrame => ({
    width,
    height,
    y: new Uint8Array(width * height).fill(y),
    u: new Uint8Array(((width + 1) >> 1) * ((height + 1) >> 1)).fill(u),
    v: new Uint8Array(((width + 1) >> 1) * ((height + 1) >> 1)).fill(v),
    colour: { matrix: 'bt709', fullRange: false },
    timestamp: 0,
  });

  it.each([
    ['white', [235, 128, 128], [255, 255, 255]],
    ['black', [16, 128, 128], [0, 0, 0]],
    ['red of BT.709', [63, 102, 240], [255, 0, 0]],
  ] as const)('keeps a flat %s at any size, odd sides too', (_, yuv, rgb) => {
    for (const [width, height] of [
      [64, 48],
      [31, 17],
    ] as const) {
      const pixels = pictureRgb(flat(width, height, yuv), { width: 28, height: 56 });
      expect(pixels).toHaveLength(3 * 28 * 56);
      for (let at = 0; at < pixels.length; at++) expect(Math.abs(pixels[at]! - rgb[at % 3]!)).toBeLessThanOrEqual(1);
    }
  });

  it('places chroma where luma is: a left half of another colour ends at the middle', () => {
    const picture = flat(64, 32, [128, 128, 128]);
    for (let row = 0; row < 16; row++) picture.v.fill(180, row * 32, row * 32 + 16);
    const red = pictureRgb(picture, { width: 64, height: 32 }).filter((_, at) => at % 3 === 0);
    const middle = red.subarray(16 * 64, 17 * 64);
    expect(middle[20]! - middle[44]!).toBeGreaterThan(80);
    // The step of an antialiased edge is symmetric about the border between pixels 31 and 32.
    expect(Math.abs(middle[31]! + middle[32]! - middle[20]! - middle[44]!)).toBeLessThanOrEqual(3);
  });
});

describe('pictureSize', () => {
  it('has sides of whole cells and at most as many cells as there are tokens', () => {
    const side = fc.integer({ min: 1, max: 9000 });
    fc.assert(
      fc.property(
        side,
        side,
        fc.integer({ min: 1, max: 4000 }),
        fc.constantFrom(28, 32),
        (width, height, tokens, cell) => {
          const size = pictureSize({ width, height }, tokens, cell);
          expect(size.columns * size.rows).toBeLessThanOrEqual(tokens);
          expect(Math.min(size.columns, size.rows)).toBeGreaterThanOrEqual(1);
          expect([size.width, size.height]).toEqual([size.columns * cell, size.rows * cell]);
          expect(size.width).toBeLessThanOrEqual(Math.max(cell, width + cell / 2));
        },
      ),
    );
  });

  it.each([
    [1920, 1080, 198, 18, 10],
    [1920, 1080, 10_000, 60, 34],
    [480, 272, 59, 10, 5],
    [28, 2800, 10, 1, 10],
  ])('%d x %d within %d tokens is a grid of %d x %d', (width, height, tokens, columns, rows) => {
    expect(pictureSize({ width, height }, tokens, 32)).toMatchObject({ columns, rows });
  });
});
