import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { areaSums, cellBounds, halveAreaSums } from '../../../../src/slowfast/cpu/area-sums';
import { noiseFrame } from '../../../fixtures/frames';

describe('cells of a plane', () => {
  test('contain every sample of a side of 64 or more exactly once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 64, max: 5000 }), (length) => {
        for (let cell = 0; cell < 64; cell++) {
          expect(cellBounds(length, cell, 64).start).toBe(cell === 0 ? 0 : cellBounds(length, cell - 1, 64).end);
        }
        expect(cellBounds(length, 63, 64).end).toBe(length);
      }),
    );
  });

  test('of a shorter side contain one sample each, all inside', () => {
    for (let length = 1; length < 64; length++) {
      for (let cell = 0; cell < 64; cell++) {
        const { start, end } = cellBounds(length, cell, 64);
        expect(end - start).toBe(1);
        expect(end).toBeLessThanOrEqual(length);
      }
    }
  });
});

describe('area sums', () => {
  test('of half as many cells equal those computed from the plane', () => {
    fc.assert(
      fc.property(fc.integer({ min: 128, max: 400 }), fc.integer({ min: 128, max: 400 }), (width, height) => {
        const { y } = noiseFrame({ width, height }, `${width}x${height}`);
        expect(halveAreaSums(areaSums(y, width, height, 128))).toEqual(areaSums(y, width, height, 64));
      }),
      { numRuns: 10 },
    );
  });
});
