import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../../src/base/random';
import { slowStatistics } from '../../../../src/slowfast/cpu/slow-statistics';
import { PATCH_AREA, PATCH_PX, SLOW_STATISTICS } from '../../../../src/slowfast/tokens';

type Statistic = (typeof SLOW_STATISTICS)[number];

const grey: Float64Array = new Float64Array(PATCH_AREA);

function painted(value: (x: number, y: number) => number): Float64Array {
  return Float64Array.from({ length: PATCH_AREA }, (_, i) => value(i % PATCH_PX, Math.floor(i / PATCH_PX)));
}

function statistic(name: Statistic, luma: Float64Array, blue = grey, red = grey): number {
  const out = new Float32Array(SLOW_STATISTICS.length);
  slowStatistics({ luma, blue, red }, out, 0);
  return out[SLOW_STATISTICS.indexOf(name)]!;
}

const noise = (size: number, about = 100): Float64Array => {
  const random = createRandom('slow statistics');
  return painted(() => about + size * random.normal());
};

/** A vertical edge of 80 code values over `width` pixels. */
const edge = (width: number): Float64Array => painted((x) => 60 + 80 * Math.min(1, Math.max(0, (x - 7) / width)));

describe('statistics of a fragment', () => {
  test('distinguish a sharp edge from a soft one of the same height', () => {
    const sharpness = (width: number): number =>
      statistic('ln1p largest horizontal |gradient| over 1 px', edge(width)) -
      statistic('ln1p largest horizontal |gradient| over 4 px', edge(width));
    expect(sharpness(1)).toBeCloseTo(0, 6);
    expect(sharpness(4)).toBeCloseTo(Math.log(21 / 81), 5);
    expect(statistic('ln1p largest vertical |gradient| over 1 px', edge(4))).toBe(0);
    expect(statistic('ln1p largest vertical |gradient| over 4 px', edge(4))).toBe(0);
  });

  test('measure one-pixel lines by their second differences, across or down', () => {
    const lines = painted((_, y) => (y % 2 === 0 ? 100 : 140));
    expect(statistic('ln1p mean |vertical second difference|', lines)).toBeCloseTo(Math.log(81), 5);
    expect(statistic('ln1p mean |horizontal second difference|', lines)).toBe(0);
  });

  test('measure no noise on a straight edge', () => {
    expect(statistic('ln1p mean |noise operator|', edge(2))).toBe(0);
    // The operator's weights have a norm of 6, and a normal variable's mean size is sqrt(2 / pi) of its deviation.
    expect(Math.expm1(statistic('ln1p mean |noise operator|', noise(3)))).toBeCloseTo(
      6 * 3 * Math.sqrt(2 / Math.PI),
      -1,
    );
  });

  test('find one direction in stripes and none in noise', () => {
    const slanted = painted((x, y) => 100 + 40 * Math.sin((x + y) / 2));
    expect(statistic('coherence of the gradient, 0..1', slanted)).toBeGreaterThan(0.95);
    expect(statistic('coherence of the gradient, 0..1', noise(10))).toBeLessThan(0.35);
    expect(
      statistic(
        'coherence of the gradient, 0..1',
        painted(() => 90),
      ),
    ).toBe(0);
  });

  test('measure noise in the flattest quarter, independent of the others', () => {
    const half = noise(2);
    const busy = painted((x, y) => (x < 8 && y < 8 ? half[y * PATCH_PX + x]! : (x * y * 37) % 255));
    expect(Math.expm1(statistic('ln1p deviation within the flattest quarter', busy))).toBeCloseTo(2, 0);
  });

  test('are independent of contrast after normalisation', () => {
    const name = 'root mean square of contrast-normalised luma';
    const checks = (size: number): Float64Array => painted((x, y) => 100 + ((x + y) % 2 === 0 ? size : -size));
    expect(statistic(name, checks(20)) / statistic(name, checks(40))).toBeCloseTo(1, 1);
    expect(
      statistic(
        name,
        painted((x) => 100 + x),
      ),
    ).toBe(0);
  });

  test('measure the mean and the spread of the colours', () => {
    const blue = painted((x) => (x % 2 === 0 ? 40 : 24));
    const red = painted(() => -16);
    expect(statistic('mean B - Y / 128', grey, blue, red)).toBeCloseTo(0.25, 6);
    expect(statistic('mean R - Y / 128', grey, blue, red)).toBeCloseTo(-0.125, 6);
    expect(statistic('ln1p chroma deviation', grey, blue, red)).toBeCloseTo(Math.log(9), 5);
  });
});
