import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { comparisonSize, fragmentCell, fragmentCentre, fragmentOrigins } from '../../../src/slowfast/geometry';

const side = fc.integer({ min: 1, max: 8192 });

describe('the comparison size', () => {
  test.each([
    [1280, 720, 21, 12],
    [1920, 1080, 21, 12],
    [640, 360, 21, 12],
    [256, 256, 9, 9],
    [100, 100, 7, 7],
    [1, 1, 7, 7],
    [17, 3, 17, 3],
    [8192, 8, 256, 1],
    [8, 8192, 1, 256],
  ])('of a %i x %i frame is %i x %i patches', (width, height, columns, rows) => {
    expect(comparisonSize(width, height)).toEqual({ width: 28 * columns, height: 28 * rows, columns, rows });
  });

  test('has 48 to 256 patches for any frame', () => {
    fc.assert(
      fc.property(side, side, (width, height) => {
        const { columns, rows } = comparisonSize(width, height);
        expect(columns * rows).toBeGreaterThanOrEqual(48);
        expect(columns * rows).toBeLessThanOrEqual(256);
      }),
    );
  });

  test('turns with the frame', () => {
    fc.assert(
      fc.property(side, side, (width, height) => {
        const upright = comparisonSize(width, height);
        const turned = comparisonSize(height, width);
        expect([turned.rows, turned.columns]).toEqual([upright.columns, upright.rows]);
      }),
    );
  });
});

describe('fragments', () => {
  test('start at multiples of 8 px and lie inside the frame', () => {
    fc.assert(
      fc.property(side, side, fc.nat(100_000), (width, height, sample) => {
        const origins = fragmentOrigins(width, height, sample);
        for (let cell = 0; cell < 36; cell++) {
          const [x, y] = [origins[2 * cell]!, origins[2 * cell + 1]!];
          expect([x % 8, y % 8]).toEqual([0, 0]);
          expect(x + 16).toBeLessThanOrEqual(Math.max(16, width));
          expect(y + 16).toBeLessThanOrEqual(Math.max(16, height));
        }
      }),
    );
  });

  test('stay within 8 px of their cell', () => {
    for (let sample = 0; sample < 50; sample++) {
      const origins = fragmentOrigins(1280, 720, sample);
      for (let cell = 0; cell < 36; cell++) {
        const cellX = Math.floor(((cell % 6) * 1280) / 6);
        const cellY = Math.floor(cell / 6) * 120;
        expect(origins[2 * cell]).toBeGreaterThan(cellX - 8);
        expect(origins[2 * cell]! + 16).toBeLessThanOrEqual(cellX + 214);
        expect(origins[2 * cell + 1]).toBeGreaterThan(cellY - 8);
        expect(origins[2 * cell + 1]! + 16).toBeLessThanOrEqual(cellY + 120);
      }
    }
  });

  test('cover the whole of their cell within a few dozen sampled frames', () => {
    const seen = new Set<number>();
    for (let sample = 0; sample < 64; sample++) seen.add(fragmentOrigins(1280, 720, sample)[0]!);
    // The first cell is 213 px wide: 25 origins are multiples of 8.
    expect(seen.size).toBe(25);
  });

  test('are taken once each, for any sampled frame', () => {
    for (let sample = 0; sample < 40; sample++) {
      const cells = Array.from({ length: 36 }, (_, rank) => fragmentCell(rank, sample));
      expect(new Set(cells).size).toBe(36);
    }
  });

  test('spread over all four quarters of the frame when only eight are taken', () => {
    for (let sample = 0; sample < 36; sample++) {
      const quarters = new Set<string>();
      for (let rank = 0; rank < 8; rank++) {
        const cell = fragmentCell(rank, sample);
        quarters.add(`${cell % 6 < 3}/${cell < 18}`);
      }
      expect(quarters.size).toBe(4);
    }
  });

  test('of a frame smaller than a fragment lie at its centre', () => {
    expect(fragmentCentre(0, 10)).toBe(0.5);
    expect(fragmentCentre(8, 32)).toBe(0.5);
  });
});
