import { describe, expect, it } from 'vitest';
import { yuvToRgb } from '../../../src/media/colour';
import type { Colour, ColourMatrix } from '../../../src/media/frame';
import type { YuvPlanes } from '../../../src/media/planes';
import { RgbConversion } from '../../../src/media/rgb-conversion';
import { rgbToI420, type RgbPicture } from '../../../src/media/rgb-to-yuv';
import { toRgb } from '../../fixtures/rgb';

type Triple = readonly [number, number, number];

/** Flat patches of H.264 cards tagged with each matrix, as [Y, U, V], and the [B, G, R] that Firefox ESR 153 gave. */
const MEASURED: Readonly<Record<ColourMatrix, readonly (readonly [Triple, Triple])[]>> = {
  bt601: [
    [
      [165, 123, 139],
      [163, 166, 191],
    ],
    [
      [32, 126, 135],
      [15, 14, 30],
    ],
    [
      [168, 137, 149],
      [195, 156, 210],
    ],
    [
      [172, 128, 137],
      [182, 174, 196],
    ],
    [
      [166, 137, 121],
      [193, 177, 163],
    ],
    [
      [225, 132, 130],
      [251, 240, 246],
    ],
    [
      [91, 112, 170],
      [55, 59, 154],
    ],
    [
      [71, 127, 122],
      [62, 69, 54],
    ],
    [
      [105, 145, 139],
      [138, 88, 121],
    ],
    [
      [222, 18, 62],
      [20, 255, 135],
    ],
    [
      [205, 181, 85],
      [255, 234, 151],
    ],
    [
      [60, 43, 194],
      [0, 31, 156],
    ],
  ],
  bt709: [
    [
      [165, 123, 139],
      [163, 169, 193],
    ],
    [
      [32, 126, 135],
      [15, 15, 31],
    ],
    [
      [168, 137, 149],
      [195, 164, 215],
    ],
    [
      [172, 128, 137],
      [182, 177, 198],
    ],
    [
      [166, 137, 121],
      [193, 176, 162],
    ],
    [
      [225, 132, 130],
      [251, 241, 247],
    ],
    [
      [91, 112, 170],
      [55, 68, 163],
    ],
    [
      [71, 127, 122],
      [62, 67, 53],
    ],
    [
      [105, 145, 139],
      [138, 94, 123],
    ],
    [
      [222, 18, 62],
      [20, 255, 121],
    ],
    [
      [205, 181, 85],
      [255, 231, 143],
    ],
    [
      [60, 43, 194],
      [0, 35, 170],
    ],
  ],
  bt2020: [
    [
      [165, 123, 139],
      [163, 167, 192],
    ],
    [
      [32, 126, 135],
      [15, 14, 30],
    ],
    [
      [168, 137, 149],
      [195, 162, 212],
    ],
    [
      [172, 128, 137],
      [182, 176, 197],
    ],
    [
      [166, 137, 121],
      [193, 178, 163],
    ],
    [
      [225, 132, 130],
      [251, 241, 247],
    ],
    [
      [91, 112, 170],
      [55, 63, 158],
    ],
    [
      [71, 127, 122],
      [62, 68, 54],
    ],
    [
      [105, 145, 139],
      [138, 93, 122],
    ],
    [
      [222, 18, 62],
      [20, 255, 130],
    ],
    [
      [205, 181, 85],
      [255, 238, 148],
    ],
    [
      [60, 43, 194],
      [0, 24, 162],
    ],
  ],
};
const MATRICES = ['bt601', 'bt709', 'bt2020'] as const;
const limited = (matrix: ColourMatrix): Colour => ({ matrix, fullRange: false });

describe('RgbConversion', () => {
  it.each(MATRICES)('recognises what Firefox did with %s, whatever the tags say', (matrix) => {
    const { planes, picture } = measuredCard(matrix);
    for (const said of MATRICES) {
      const found = new RgbConversion(limited(said)).of(picture);
      expect(toRgb(planes, found).bytes, `tagged ${said}`).toEqual(picture.bytes);
      const back = rgbToI420(picture, found);
      // The last three patches are clipped.
      const kept = 9;
      expect(back.y.subarray(0, 2 * kept), `tagged ${said}`).toEqual(planes.y.subarray(0, 2 * kept));
      expect(back.u.subarray(0, kept), `tagged ${said}`).toEqual(planes.u.subarray(0, kept));
      expect(back.v.subarray(0, kept), `tagged ${said}`).toEqual(planes.v.subarray(0, kept));
    }
  });

  it.each(MATRICES.flatMap((matrix) => [false, true].map((fullRange) => ({ matrix, fullRange }))))(
    'recognises an exact conversion of %o',
    (colour) => {
      const picture = toRgb(colourful(), yuvToRgb(colour));
      expect(new RgbConversion(limited('bt601')).of(picture)).toEqual(yuvToRgb(colour));
    },
  );

  it('uses the tags where no conversion reproduces the pixels', () => {
    // Smoothed chroma: neighbouring pixels of a block differ in colour.
    const picture = toRgb(colourful(), yuvToRgb(limited('bt709')));
    const { bytes } = picture;
    for (let i = 8; i < bytes.length; i++) if (i % 4 !== 3) bytes[i] = (bytes[i - 8]! + 3 * bytes[i]!) >> 2;
    const colour: Colour = { matrix: 'bt2020', fullRange: true };
    expect(new RgbConversion(colour).of(picture)).toEqual(yuvToRgb(colour));
  });

  it('waits for a picture with colour before it leaves the matrix of the tags', () => {
    const conversion = new RgbConversion(limited('bt709'));
    const black = conversion.of(flat(0));
    expect(conversion.of(flat(0))).toBe(black);
    expect(black).not.toEqual(yuvToRgb(limited('bt709')));
    const { planes, picture } = measuredCard('bt601');
    expect(toRgb(planes, conversion.of(picture)).bytes).toEqual(picture.bytes);
    expect(conversion.of(flat(0))).not.toBe(black);
  });

  it('finds the matrix of a clip that begins with many grey pictures', () => {
    const conversion = new RgbConversion(limited('bt709'));
    const grey = {
      bytes: new Uint8Array(4 * 64 * 64).fill(100),
      stride: 4 * 64,
      width: 64,
      height: 64,
      red: 2,
    } as const;
    for (let picture = 0; picture < 40; picture++) conversion.of(grey);
    const { planes, picture } = measuredCard('bt601');
    expect(toRgb(planes, conversion.of(picture)).bytes).toEqual(picture.bytes);
  });
});

/** Blocks of 2x2 pixels in a row, one a patch. */
function measuredCard(matrix: ColourMatrix): { planes: YuvPlanes; picture: RgbPicture } {
  const patches = MEASURED[matrix];
  const width = 2 * patches.length;
  const line = patches.flatMap(([, bgr]) => [...bgr, 255, ...bgr, 255]);
  const luma = patches.flatMap(([[y]]) => [y, y]);
  return {
    planes: {
      width,
      height: 2,
      y: Uint8Array.from([...luma, ...luma]),
      u: Uint8Array.from(patches, ([[, u]]) => u),
      v: Uint8Array.from(patches, ([[, , v]]) => v),
    },
    picture: { bytes: Uint8Array.from([...line, ...line]), stride: 4 * width, width, height: 2, red: 2 },
  };
}

/** Values of 60 to 195 and chroma of 100 to 155, in no order. */
function colourful(): YuvPlanes {
  const [width, height] = [64, 48];
  const mixed = (length: number, low: number, span: number): Uint8Array =>
    Uint8Array.from({ length }, (_, i) => low + ((i * 7919 + ((i * i) >> 3)) % span));
  const samples = (width * height) / 4;
  return { width, height, y: mixed(width * height, 60, 136), u: mixed(samples, 100, 56), v: mixed(samples, 103, 53) };
}

function flat(value: number): RgbPicture {
  return { bytes: new Uint8Array(64).fill(value), stride: 16, width: 4, height: 4, red: 2 };
}
