import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../../src/base/random';
import { createRowResampler } from '../../../../src/slowfast/cpu/resample';
import { planeResize, resizeWeights } from '../../../../src/slowfast/resize-weights';

const side = fc.integer({ min: 1, max: 3000 });

describe('resize weights', () => {
  test('sum to exactly one, are never negative and stay inside the source', () => {
    fc.assert(
      fc.property(side, fc.boolean(), fc.integer({ min: 28, max: 600 }), (length, chroma, target) => {
        const available = chroma ? Math.ceil(length / 2) : length;
        const { taps, first, weights } = resizeWeights(chroma ? length / 2 : length, available, target, 14);
        for (let j = 0; j < target; j++) {
          const row = weights.subarray(j * taps, (j + 1) * taps);
          expect(row.reduce((sum, weight) => sum + weight, 0)).toBe(1 << 14);
          expect(Math.min(...row)).toBeGreaterThanOrEqual(0);
          expect(first[j]).toBeGreaterThanOrEqual(0);
          expect(first[j]! + taps).toBeLessThanOrEqual(available);
        }
      }),
      { numRuns: 50 },
    );
  });

  test('are the identity where source and target lengths are equal', () => {
    const { taps, first, weights } = resizeWeights(56, 56, 56, 8);
    for (let j = 0; j < 56; j++) {
      for (let k = 0; k < taps; k++) expect(weights[j * taps + k]).toBe(first[j]! + k === j ? 256 : 0);
    }
  });

  test('of a halved side follow the triangle 1 3 3 1', () => {
    const { taps, weights } = resizeWeights(112, 112, 56, 14);
    expect([...weights.subarray(20 * taps, 21 * taps)].filter((weight) => weight > 0)).toEqual([
      2048, 6144, 6144, 2048,
    ]);
  });
});

/** The same filter in floating point, by definition. */
function exactResize(plane: Uint8Array, width: number, height: number, target: { width: number; height: number }) {
  const along = (length: number, wanted: number, j: number): number[] => {
    const scale = length / wanted;
    const reach = Math.max(1, scale);
    const weights = Array.from({ length }, (_, i) => Math.max(0, 1 - Math.abs(i + 0.5 - (j + 0.5) * scale) / reach));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return weights.map((weight) => weight / total);
  };
  return (x: number, y: number): number => {
    const across = along(width, target.width, x);
    const down = along(height, target.height, y);
    let sum = 0;
    down.forEach((wy, row) => {
      if (wy > 0) across.forEach((wx, column) => (sum += wx * wy * plane[row * width + column]!));
    });
    return sum;
  };
}

describe('resampled planes', () => {
  test.each([
    [1, 1],
    [17, 3],
    [63, 41],
    [130, 94],
    [256, 144],
  ])('of %i x %i noise stay within two codes of exact arithmetic', (width, height) => {
    const random = createRandom('resample');
    const plane = Uint8Array.from({ length: width * height }, () => random.integer(0, 256));
    const target = { width: 84, height: 56 };
    const exact = exactResize(plane, width, height, target);
    const resampler = createRowResampler(planeResize({ width, height }, target, false));
    resampler.begin(plane);
    const row = new Uint8Array(target.width);
    let worst = 0;
    for (let y = 0; y < target.height; y++) {
      resampler.resample(y, row);
      for (let x = 0; x < target.width; x += 3) worst = Math.max(worst, Math.abs(row[x]! - exact(x, y)));
    }
    expect(worst).toBeLessThan(2);
  });

  test('of a flat plane are exactly flat, at any alignment in memory', () => {
    for (const offset of [0, 1, 2, 3]) {
      const plane = new Uint8Array(new ArrayBuffer(201 * 67 + 4), offset, 201 * 67).fill(255);
      const resampler = createRowResampler(planeResize({ width: 201, height: 67 }, { width: 84, height: 56 }, false));
      resampler.begin(plane);
      const row = new Uint8Array(84);
      for (let y = 0; y < 56; y++) {
        resampler.resample(y, row);
        expect(row.every((code) => code === 255)).toBe(true);
      }
    }
  });
});
