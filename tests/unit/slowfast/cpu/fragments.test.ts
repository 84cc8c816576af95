import { describe, expect, test } from 'vitest';
import type { PlanarFrame } from '../../../../src/media/frame';
import { packFragments } from '../../../../src/slowfast/cpu/fragments';
import { fragmentOrigins } from '../../../../src/slowfast/geometry';
import { FRAGMENTS, PATCH_AREA, SLOW_PIXELS, SLOW_STATISTICS, SLOW_WIDTH } from '../../../../src/slowfast/tokens';
import { flatFrame, noiseFrame, paintedFrame } from '../../../fixtures/frames';

const FULL = { matrix: 'bt601', fullRange: true } as const;
type Statistic = (typeof SLOW_STATISTICS)[number];

/** The statistics of a flat grey of 100 that are not 0. */
const FLAT_GREY: Partial<Record<Statistic, number>> = {
  'mean / 255': Math.fround(100 / 255),
  'flat fraction: |gradient| over 1 px below 2 codes in both directions': 1,
};

function fragmentsOf(frame: PlanarFrame, sample = 0) {
  const out = new Float32Array(FRAGMENTS * SLOW_WIDTH);
  packFragments(frame, sample, 2.5, out);
  const statistic = (name: Statistic, cell = 0): number =>
    out[cell * SLOW_WIDTH + SLOW_PIXELS + SLOW_STATISTICS.indexOf(name)]!;
  return { out, statistic };
}

describe('slow fragments', () => {
  test('equal the frame pixel for pixel', () => {
    const frame = noiseFrame({ width: 320, height: 180 }, 'native', FULL);
    const { out } = fragmentsOf({ ...frame, u: frame.u.map(() => 128), v: frame.v.map(() => 128) }, 7);
    const origins = fragmentOrigins(320, 180, 7);
    for (const cell of [0, 8, 35]) {
      for (let i = 0; i < PATCH_AREA; i++) {
        const at = (origins[2 * cell + 1]! + (i >> 4)) * 320 + origins[2 * cell]! + (i & 15);
        expect(out[cell * SLOW_WIDTH + i]).toBe(Math.fround(frame.y[at]! / 255));
      }
    }
  });

  test('of a flat colour are flat, grey has no chroma and places carry the time', () => {
    const { out, statistic } = fragmentsOf(flatFrame({ width: 96, height: 96 }, [100, 128, 128], FULL));
    expect(SLOW_STATISTICS.map((name) => statistic(name))).toEqual(SLOW_STATISTICS.map((name) => FLAT_GREY[name] ?? 0));
    expect([...out.subarray(SLOW_WIDTH - 3, SLOW_WIDTH)]).toEqual([Math.fround(8 / 96), Math.fround(8 / 96), 2.5]);
  });

  test('measure one-pixel stripes exactly', () => {
    const stripes = paintedFrame({ width: 96, height: 96 }, (x) => [x % 2 === 0 ? 100 : 140, 128, 128], FULL);
    const { statistic } = fragmentsOf(stripes);
    expect(statistic('ln1p mean |Laplacian|')).toBeCloseTo(Math.log(81), 5);
    expect(statistic('ln1p mean horizontal |gradient| over 1 px')).toBeCloseTo(Math.log(41), 5);
    expect(statistic('ln1p mean vertical |gradient| over 1 px')).toBe(0);
    expect(statistic('ln1p mean |gradient| over 2 px')).toBe(0);
    expect(statistic('ln1p mean |gradient| over 4 px')).toBe(0);
    expect(statistic('ln1p standard deviation')).toBeCloseTo(Math.log(21), 5);
    expect(statistic('flat fraction: |gradient| over 1 px below 2 codes in both directions')).toBe(0);
    expect(statistic('ln1p horizontal step across the 8 px column minus the mean step')).toBeCloseTo(0, 5);
  });

  test('detect the 8 px blocks of a codec, in their direction only', () => {
    const blocks = paintedFrame({ width: 192, height: 192 }, (x) => [(x >> 3) % 2 === 0 ? 100 : 116, 128, 128], FULL);
    const { statistic } = fragmentsOf(blocks, 3);
    const mean = Math.log1p(16 / 15);
    expect(statistic('ln1p horizontal step across the 8 px column minus the mean step')).toBeCloseTo(
      Math.log(17) - mean,
      5,
    );
    expect(statistic('ln1p vertical step across the 8 px row minus the mean step')).toBe(0);
  });

  test('count clipped pixels and the distance from grey', () => {
    const half = paintedFrame({ width: 96, height: 96 }, (_, y) => [y % 2 === 0 ? 255 : 128, 128, 158], FULL);
    const { statistic } = fragmentsOf(half);
    expect(statistic('clipped fraction: <= 2 or >= 253')).toBe(0.5);
    expect(statistic('ln1p mean chroma distance from grey')).toBeCloseTo(Math.log1p(30 * 1.402), 5);
  });

  test.each([
    [1, 1],
    [17, 3],
    [15, 40],
  ])('of a %i x %i frame repeat its edges', (width, height) => {
    const frame = noiseFrame({ width, height }, 'tiny', FULL);
    const { out } = fragmentsOf({ ...frame, u: frame.u.map(() => 128), v: frame.v.map(() => 128) });
    const origins = fragmentOrigins(width, height, 0);
    expect(out.every(Number.isFinite)).toBe(true);
    for (let i = 0; i < PATCH_AREA; i++) {
      const x = Math.min(origins[0]! + (i & 15), width - 1);
      const y = Math.min(origins[1]! + (i >> 4), height - 1);
      expect(out[i]).toBe(Math.fround(frame.y[y * width + x]! / 255));
    }
  });
});
