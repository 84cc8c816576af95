import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ffmpegFormat, reductionWarning, toI420, webCodecsFormat, type PlanarLayout } from '../../../src/media/planes';
import { rescale } from '../../../src/media/rescale';
import { quarterTurn, rotate, rotatePlane } from '../../../src/media/rotate';

function layout(name: string, width: number, height: number, planes: number[][], strides: number[]): PlanarLayout {
  const format = ffmpegFormat(name) ?? webCodecsFormat(name);
  if (format === undefined) throw new Error(name);
  return {
    format,
    width,
    height,
    planes: planes.map((bytes, i) => ({ bytes: Uint8Array.from(bytes), stride: strides[i]! })),
  };
}

function planesOf(source: PlanarLayout): { y: number[]; u: number[]; v: number[] } {
  const result = toI420(source);
  if (!result.ok) throw new Error(result.error.message);
  return { y: [...result.value.y], u: [...result.value.u], v: [...result.value.v] };
}

describe('toI420', () => {
  it('packs padded rows tightly', () => {
    const padded = layout(
      'I420',
      3,
      2,
      [
        [1, 2, 3, 0, 4, 5, 6, 0],
        [7, 8, 0],
        [9, 10, 0],
      ],
      [4, 3, 3],
    );
    expect(planesOf(padded)).toEqual({ y: [1, 2, 3, 4, 5, 6], u: [7, 8], v: [9, 10] });
  });

  it('separates the two chroma planes of NV12, at odd sizes too', () => {
    const nv12 = layout(
      'NV12',
      3,
      1,
      [
        [1, 2, 3],
        [10, 20, 11, 21],
      ],
      [3, 4],
    );
    expect(planesOf(nv12)).toEqual({ y: [1, 2, 3], u: [10, 11], v: [20, 21] });
  });

  it('rounds deeper samples to 8 bits and keeps the top of the range', () => {
    // 10-bit words 0, 1, 2, 1023: 2 rounds up to 1, 1023 would round to 256.
    const deep = layout(
      'yuv420p10le',
      4,
      1,
      [
        [0, 0, 1, 0, 2, 0, 255, 3],
        [0, 2, 0, 2],
        [4, 2, 0, 2],
      ],
      [8, 4, 4],
    );
    expect(planesOf(deep)).toEqual({ y: [0, 0, 1, 255], u: [128, 128], v: [129, 128] });
  });

  it('reads P010, whose samples are in the high bits of their words', () => {
    const p010 = layout(
      'p010le',
      2,
      1,
      [
        [0xc0, 0xff, 0x40, 0],
        [0, 0x80, 0x40, 0x40],
      ],
      [4, 4],
    );
    expect(planesOf(p010)).toEqual({ y: [255, 0], u: [128], v: [64] });
  });

  it('averages 4:4:4 chroma over its four pixels and 4:2:2 chroma over its two', () => {
    const full = layout(
      'I444',
      3,
      2,
      [
        [1, 1, 1, 1, 1, 1],
        [0, 10, 7, 20, 30, 9],
        [4, 4, 4, 4, 4, 4],
      ],
      [3, 3, 3],
    );
    expect(planesOf(full).u).toEqual([15, 8]);
    const half = layout(
      'I422',
      4,
      2,
      [
        [1, 1, 1, 1, 1, 1, 1, 1],
        [10, 20, 30, 41],
        [5, 5, 5, 5],
      ],
      [4, 2, 2],
    );
    expect(planesOf(half).u).toEqual([20, 31]);
  });

  it('gives grey pictures neutral chroma', () => {
    expect(planesOf(layout('gray', 2, 2, [[1, 2, 3, 4]], [2]))).toEqual({ y: [1, 2, 3, 4], u: [128], v: [128] });
  });

  it('fails for planes that are shorter than the picture', () => {
    expect(toI420(layout('I420', 4, 4, [[1, 2], [3], [4]], [4, 2, 2])).ok).toBe(false);
    expect(toI420({ ...layout('I420', 2, 2, [[1, 2, 3, 4], [5], [6]], [2, 1, 1]), planes: [] }).ok).toBe(false);
  });
});

describe('pixel formats', () => {
  it('are recognised by the names of both platforms', () => {
    expect(webCodecsFormat('I420')).toMatchObject({ chroma: '420', depth: 8, interleaved: false });
    expect(webCodecsFormat('I422P10')).toMatchObject({ chroma: '422', depth: 10 });
    expect(webCodecsFormat('I444AP12')).toMatchObject({ chroma: '444', depth: 12 });
    expect(ffmpegFormat('yuvj420p')).toMatchObject({ chroma: '420', depth: 8 });
    expect(ffmpegFormat('yuva420p')).toMatchObject({ chroma: '420', depth: 8 });
    expect(ffmpegFormat('yuv444p12le')).toMatchObject({ chroma: '444', depth: 12 });
    expect(ffmpegFormat('gray10le')).toMatchObject({ chroma: '400', depth: 10 });
    for (const name of ['RGBA', 'BGRX', 'gbrp', 'yuv410p', 'yuv420p10be']) {
      expect(webCodecsFormat(name) ?? ffmpegFormat(name)).toBeUndefined();
    }
  });

  it('have a warning for what 8-bit 4:2:0 loses', () => {
    expect(reductionWarning(webCodecsFormat('I420')!)).toBeUndefined();
    expect(reductionWarning(webCodecsFormat('I422P10')!)).toBe(
      '10-bit samples were rounded to 8 bits and 4:2:2 colour was averaged to 4:2:0 before judging.',
    );
    expect(reductionWarning(webCodecsFormat('I444')!)).toBe('4:4:4 colour was averaged to 4:2:0 before judging.');
  });
});

describe('rotation', () => {
  it('turns clockwise', () => {
    // 1 2 3
    // 4 5 6
    const plane = Uint8Array.from([1, 2, 3, 4, 5, 6]);
    expect([...rotatePlane(plane, 3, 2, 90)]).toEqual([4, 1, 5, 2, 6, 3]);
    expect([...rotatePlane(plane, 3, 2, 180)]).toEqual([6, 5, 4, 3, 2, 1]);
    expect([...rotatePlane(plane, 3, 2, 270)]).toEqual([3, 6, 2, 5, 1, 4]);
  });

  it('is the identity after a full turn, at any size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), (width, height) => {
        const chroma = ((width + 1) >> 1) * ((height + 1) >> 1);
        const picture = {
          width,
          height,
          y: Uint8Array.from({ length: width * height }, (_, i) => i),
          u: Uint8Array.from({ length: chroma }, (_, i) => 100 + i),
          v: Uint8Array.from({ length: chroma }, (_, i) => 200 - i),
        };
        const quarter = rotate(picture, 90);
        expect([quarter.width, quarter.height]).toEqual([height, width]);
        expect(rotate(quarter, 270)).toEqual(picture);
        expect(rotate(rotate(picture, 180), 180)).toEqual(picture);
        expect(rotate(rotate(quarter, 90), 180)).toEqual(picture);
      }),
    );
  });

  it('rounds other angles to the nearest quarter turn', () => {
    expect([-90, 0, 44, 89.6, 180, 450, -180].map(quarterTurn)).toEqual([270, 0, 0, 90, 180, 90, 180]);
  });
});

describe('rescale', () => {
  it('keeps a flat picture flat and the same size untouched', () => {
    const picture = {
      width: 4,
      height: 4,
      y: new Uint8Array(16).fill(90),
      u: new Uint8Array(4).fill(7),
      v: new Uint8Array(4),
    };
    expect(rescale(picture, 4, 4)).toBe(picture);
    const larger = rescale(picture, 7, 5);
    expect([larger.y.length, larger.u.length]).toEqual([35, 12]);
    expect(larger.y.every((value) => value === 90)).toBe(true);
    expect(larger.u.every((value) => value === 7)).toBe(true);
  });
});
