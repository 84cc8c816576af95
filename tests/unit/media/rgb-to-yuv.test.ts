import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { yuvToRgb } from '../../../src/media/colour';
import type { Colour } from '../../../src/media/frame';
import type { YuvPlanes } from '../../../src/media/planes';
import { rgbToI420, type RgbPicture } from '../../../src/media/rgb-to-yuv';
import { toRgb } from '../../fixtures/rgb';

const COLOURS: readonly Colour[] = (['bt601', 'bt709', 'bt2020'] as const).flatMap((matrix) =>
  [false, true].map((fullRange) => ({ matrix, fullRange })),
);
const BT601: Colour = { matrix: 'bt601', fullRange: false };

/** Pixels as [R, G, B], row by row. */
function picture(width: number, rows: readonly (readonly [number, number, number])[]): RgbPicture {
  const bytes = Uint8Array.from(rows.flatMap((pixel) => [...pixel, 255]));
  return { bytes, stride: 4 * width, width, height: rows.length / width, red: 0 };
}

function planesOf(rgb: RgbPicture, colour: Colour): { y: number[]; u: number[]; v: number[] } {
  const { y, u, v } = rgbToI420(rgb, yuvToRgb(colour));
  return { y: [...y], u: [...u], v: [...v] };
}

describe('rgbToI420', () => {
  it('knows the colours of a test card', () => {
    // 100 % bars of BT.601, studio range.
    const bars = [
      { rgb: [255, 255, 255], yuv: [235, 128, 128] },
      { rgb: [255, 255, 0], yuv: [210, 16, 146] },
      { rgb: [0, 255, 255], yuv: [170, 166, 16] },
      { rgb: [0, 255, 0], yuv: [145, 54, 34] },
      { rgb: [255, 0, 255], yuv: [106, 202, 222] },
      { rgb: [255, 0, 0], yuv: [81, 90, 240] },
      { rgb: [0, 0, 255], yuv: [41, 240, 110] },
      { rgb: [0, 0, 0], yuv: [16, 128, 128] },
    ] as const;
    for (const { rgb, yuv } of bars) {
      const [y, u, v] = yuv;
      expect(planesOf(picture(1, [rgb]), BT601), rgb.join()).toEqual({ y: [y], u: [u], v: [v] });
    }
  });

  it('keeps the bytes of full range grey as they are', () => {
    const rgb = picture(
      2,
      [0, 1, 254, 255].map((value) => [value, value, value]),
    );
    expect(planesOf(rgb, { matrix: 'bt709', fullRange: true })).toEqual({ y: [0, 1, 254, 255], u: [128], v: [128] });
  });

  it('reads red from either end of a pixel and leaves padding out', () => {
    const planes = random(7, 5, 3, { low: 90, high: 150 });
    for (const red of [0, 2] as const) {
      expect(rgbToI420(toRgb(planes, yuvToRgb(BT601), red, 12), yuvToRgb(BT601))).toEqual(planes);
    }
  });

  it('returns the planes from which RGB was made, except where it was clipped', () => {
    fc.assert(
      fc.property(anyPlanes(), fc.constantFrom(...COLOURS), (planes, colour) => {
        const matrix = yuvToRgb(colour);
        const rgb = toRgb(planes, matrix);
        const back = rgbToI420(rgb, matrix);
        const cw = (planes.width + 1) >> 1;
        for (let i = 0; i < planes.y.length; i++) {
          const [x, line] = [i % planes.width, Math.floor(i / planes.width)];
          const block = (line >> 1) * cw + (x >> 1);
          const clean = blockPixels(rgb, x, line).some((pixel) => !pixel.some(isEnd));
          // What every pixel of the block clipped is lost; so is the luma of a pixel without a channel left.
          if (!clean) continue;
          expect([back.u[block], back.v[block]]).toEqual([planes.u[block], planes.v[block]]);
          if (!pixelAt(rgb, x, line).every(isEnd)) expect(back.y[i]).toBe(planes.y[i]);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('takes a clipped pixel from its other channels and its block', () => {
    // Luma 200 with this chroma overflows blue alone; the block's other pixels do not.
    const planes: YuvPlanes = {
      width: 2,
      height: 2,
      y: Uint8Array.from([200, 120, 121, 122]),
      u: Uint8Array.of(170),
      v: Uint8Array.of(118),
    };
    const rgb = toRgb(planes, yuvToRgb(BT601));
    expect([...rgb.bytes.subarray(0, 3)].map(isEnd)).toEqual([true, false, false]);
    expect(rgbToI420(rgb, yuvToRgb(BT601))).toEqual(planes);
  });

  it('takes the nearest colour of RGB where a whole block is clipped', () => {
    const white = [255, 255, 255] as const;
    expect(planesOf(picture(2, [white, white, white, white]), BT601)).toEqual({
      y: [235, 235, 235, 235],
      u: [128],
      v: [128],
    });
  });
});

function anyPlanes(): fc.Arbitrary<YuvPlanes> {
  return fc
    .tuple(
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 6 }),
      fc.integer(),
      fc.integer({ min: 1, max: 127 }),
    )
    .map(([width, height, seed, spread]) => random(width, height, seed, { low: 128 - spread, high: 128 + spread }));
}

/** Planes of these values: a fixed mixing of the seed, so that a failure shows again. */
function random(width: number, height: number, seed: number, { low, high }: { low: number; high: number }): YuvPlanes {
  let state = seed >>> 0;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return low + ((state >>> 8) / 2 ** 24) * (high - low);
  };
  const plane = (length: number): Uint8Array => Uint8Array.from({ length }, next);
  const chroma = ((width + 1) >> 1) * ((height + 1) >> 1);
  return { width, height, y: plane(width * height), u: plane(chroma), v: plane(chroma) };
}

function blockPixels(rgb: RgbPicture, x: number, line: number): number[][] {
  const [left, top] = [x & ~1, line & ~1];
  return [top, Math.min(top + 1, rgb.height - 1)].flatMap((row) =>
    [left, Math.min(left + 1, rgb.width - 1)].map((column) => pixelAt(rgb, column, row)),
  );
}

function pixelAt({ bytes, stride }: RgbPicture, x: number, line: number): number[] {
  const i = line * stride + 4 * x;
  return [...bytes.subarray(i, i + 3)];
}

function isEnd(value: number): boolean {
  return value === 0 || value === 255;
}
