import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../../src/base/random';
import { yuvToRgb } from '../../../../src/media/colour';
import type { Colour, ColourMatrix, PlanarFrame } from '../../../../src/media/frame';
import { createComparer, createComparisonFrame } from '../../../../src/slowfast/cpu/compare';
import type { ComparisonFrame } from '../../../../src/slowfast/cpu/compare';
import { rowToHsv } from '../../../../src/slowfast/cpu/hsv';
import { fixedColour } from '../../../../src/slowfast/fixed-colour';
import { flatFrame, noiseFrame } from '../../../fixtures/frames';

const MATRICES: readonly ColourMatrix[] = ['bt601', 'bt709', 'bt2020'];
const COLOURS: readonly Colour[] = MATRICES.flatMap((matrix) => [
  { matrix, fullRange: false },
  { matrix, fullRange: true },
]);

function compare(frame: PlanarFrame): ComparisonFrame {
  const comparer = createComparer(frame.width, frame.height);
  const out = createComparisonFrame(comparer.size);
  comparer.compare(frame, out);
  return out;
}

function unpack(word: number): { h: number; s: number; v: number; luma: number } {
  return { h: word & 255, s: (word >>> 8) & 255, v: (word >>> 16) & 255, luma: word >>> 24 };
}

function hsvOf(yuv: readonly [number, number, number], colour: Colour) {
  const out = new Uint32Array(1);
  const [y, u, v] = yuv.map((code) => Uint8Array.of(code)) as [Uint8Array, Uint8Array, Uint8Array];
  rowToHsv({ y, u, v }, fixedColour(colour), 1, out, 0, new Uint32Array(1), 0);
  return unpack(out[0]!);
}

describe('HSV in the 8-bit convention', () => {
  const full: Colour = { matrix: 'bt601', fullRange: true };
  test.each([
    ['black', [0, 128, 128], { h: 0, s: 0, v: 0, luma: 0 }],
    ['white', [255, 128, 128], { h: 0, s: 0, v: 255, luma: 255 }],
    ['grey', [100, 128, 128], { h: 0, s: 0, v: 100, luma: 100 }],
    ['red', [76, 85, 255], { h: 0, s: 255, v: 254, luma: 76 }],
    ['green', [150, 44, 21], { h: 60, s: 255, v: 255, luma: 150 }],
    ['blue', [29, 255, 107], { h: 120, s: 255, v: 254, luma: 29 }],
  ] as const)('of %s', (_, yuv, expected) => {
    const found = hsvOf(yuv, full);
    expect(found.v).toBe(expected.v);
    expect(found.luma).toBe(expected.luma);
    expect(Math.abs(found.h - expected.h)).toBeLessThanOrEqual(1);
    expect(Math.abs(found.s - expected.s)).toBeLessThanOrEqual(2);
  });

  test.each(COLOURS)('matches its definition for $matrix, full range $fullRange', (colour) => {
    const random = createRandom('hsv');
    const { yOffset, yScale, rv, gu, gv, bu } = yuvToRgb(colour);
    const code = (value: number): number => Math.min(255, Math.max(0, Math.round(value)));
    for (let n = 0; n < 2000; n++) {
      const [y, u, v] = [random.integer(0, 256), random.integer(0, 256), random.integer(0, 256)];
      const grey = yScale * (y - yOffset);
      const r = code(grey + rv * (v - 128));
      const g = code(grey + gu * (u - 128) + gv * (v - 128));
      const b = code(grey + bu * (u - 128));
      const found = hsvOf([y, u, v], colour);
      const value = Math.max(r, g, b);
      const range = value - Math.min(r, g, b);
      // A colour channel may round differently (14-bit coefficients), which changes a dark pixel's S and H a lot.
      expect(Math.abs(found.v - value)).toBeLessThanOrEqual(1);
      expect(found.h).toBeLessThan(180);
      if (value < 100 || range < 60) continue;
      const sector = value === r ? (g - b) / range : value === g ? 2 + (b - r) / range : 4 + (r - g) / range;
      const turn = Math.abs(found.h - ((30 * sector + 180) % 180));
      expect(Math.abs(found.s - (255 * range) / value)).toBeLessThanOrEqual(4);
      expect(Math.min(turn, 180 - turn)).toBeLessThanOrEqual(2);
    }
  });
});

describe('comparison frames', () => {
  test.each([
    { width: 1, height: 1 },
    { width: 17, height: 3 },
    { width: 33, height: 97 },
    { width: 320, height: 180 },
    { width: 427, height: 241 },
  ])('of a flat $width x $height frame are flat, for every colour matrix', (size) => {
    for (const colour of COLOURS) {
      const { pixels, energies } = compare(flatFrame(size, [140, 90, 170], colour));
      expect(unpack(pixels[0]!)).toEqual(hsvOf([140, 90, 170], colour));
      expect(pixels.every((pixel) => pixel === pixels[0])).toBe(true);
      expect(energies.every((energy) => energy === energies[0])).toBe(true);
    }
  });

  test('carry the energy of each patch', () => {
    const { size, pixels, energies } = compare(noiseFrame({ width: 200, height: 120 }, 'energy'));
    const expected = new Uint32Array(size.columns * size.rows);
    pixels.forEach((pixel, i) => {
      const { h, s, v } = unpack(pixel);
      const column = Math.floor((i % size.width) / 28);
      const row = Math.floor(i / size.width / 28);
      expected[row * size.columns + column]! += h * h + s * s + v * v;
    });
    expect(energies).toEqual(expected);
  });

  test('do not depend on previous contents of the buffer', () => {
    const comparer = createComparer(96, 64);
    const reused = createComparisonFrame(comparer.size);
    comparer.compare(noiseFrame({ width: 96, height: 64 }, 1), reused);
    comparer.compare(noiseFrame({ width: 96, height: 64 }, 2), reused);
    expect(reused).toEqual(compare(noiseFrame({ width: 96, height: 64 }, 2)));
  });
});
