import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../../src/base/random';
import type { ComparisonFrame } from '../../../../src/slowfast/cpu/compare';
import { createComparisonFrame } from '../../../../src/slowfast/cpu/compare';
import { COMPARISON_PATCH_PX } from '../../../../src/slowfast/geometry';
import { patchSums } from '../../../../src/slowfast/cpu/patch-sums';

const random = createRandom('patch sums');

function frame(columns: number, rows: number, pixel: () => number): ComparisonFrame {
  const [width, height] = [columns * COMPARISON_PATCH_PX, rows * COMPARISON_PATCH_PX];
  const made = createComparisonFrame({ width, height, columns, rows });
  made.pixels.forEach((_, i) => (made.pixels[i] = pixel()));
  return made;
}

/** Pixel by pixel, by definition. */
function plainly(a: ComparisonFrame, b: ComparisonFrame, measure: 'cosine' | 'luma'): number[] {
  const { columns, rows, width } = a.size;
  const sums = new Array<number>(columns * rows).fill(0);
  a.pixels.forEach((p, i) => {
    const q = b.pixels[i]!;
    const patch =
      Math.floor(Math.floor(i / width) / COMPARISON_PATCH_PX) * columns + Math.floor((i % width) / COMPARISON_PATCH_PX);
    const byte = (word: number, at: number): number => (word >>> (8 * at)) & 255;
    sums[patch]! +=
      measure === 'luma'
        ? Math.abs(byte(p, 3) - byte(q, 3))
        : [0, 1, 2].reduce((sum, at) => sum + byte(p, at) * byte(q, at), 0);
  });
  return sums;
}

describe.each(['cosine', 'luma'] as const)('sums of patches by %s', (measure) => {
  test.each([
    { columns: 1, rows: 1 },
    { columns: 5, rows: 3 },
    { columns: 16, rows: 16 },
    { columns: 2, rows: 7 },
  ])('are those of a plain loop, $columns x $rows', ({ columns, rows }) => {
    const any = () => random.integer(0, 2 ** 32 - 1) >>> 0;
    const [a, b] = [frame(columns, rows, any), frame(columns, rows, any)];
    expect([...patchSums(a, b, measure)]).toEqual(plainly(a, b, measure));
  });

  test('fit the largest possible values', () => {
    const [white, black] = [frame(2, 2, () => 0xffffffff), frame(2, 2, () => 0)];
    const most = measure === 'luma' ? 784 * 255 : 3 * 784 * 255 ** 2;
    const other = measure === 'luma' ? black : white;
    expect([...patchSums(white, other, measure)]).toEqual([most, most, most, most]);
  });
});
