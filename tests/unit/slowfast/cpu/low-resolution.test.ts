import { describe, expect, test } from 'vitest';
import type { PlanarFrame } from '../../../../src/media/frame';
import { matchBlocks } from '../../../../src/slowfast/cpu/block-motion';
import { packFastTokens } from '../../../../src/slowfast/cpu/fast-tokens';
import { lowResolution } from '../../../../src/slowfast/cpu/low-resolution';
import { FAST_PIXELS, FAST_STATISTICS, FAST_TOKENS, FAST_WIDTH, PATCH_AREA } from '../../../../src/slowfast/tokens';
import { flatFrame, noiseFrame, paintedFrame } from '../../../fixtures/frames';

const FULL = { matrix: 'bt601', fullRange: true } as const;

function tokensOf(frame: PlanarFrame, previous?: PlanarFrame, beforePrevious?: PlanarFrame) {
  const out = new Float32Array(FAST_TOKENS * FAST_WIDTH);
  const means = packFastTokens({ frame, previous, beforePrevious, lastSample: previous }, matchBlocks, 1.5, out, 0);
  const statistic = (name: (typeof FAST_STATISTICS)[number], token = 0): number =>
    out[token * FAST_WIDTH + FAST_PIXELS + FAST_STATISTICS.indexOf(name)]!;
  return { out, means, statistic };
}

describe('the low-resolution frame', () => {
  test.each([
    [1, 1],
    [17, 3],
    [64, 64],
    [100, 75],
    [640, 360],
    [431, 1201],
  ])('of a %i x %i frame holds the mean of each cell', (width, height) => {
    const frame = noiseFrame({ width, height }, 'cells');
    const low = lowResolution(frame);
    for (const [cx, cy] of [
      [0, 0],
      [31, 17],
      [63, 63],
    ] as const) {
      const [x0, y0] = [Math.floor((cx * width) / 64), Math.floor((cy * height) / 64)];
      const x1 = Math.max(x0 + 1, Math.floor(((cx + 1) * width) / 64));
      const y1 = Math.max(y0 + 1, Math.floor(((cy + 1) * height) / 64));
      let sum = 0;
      for (let y = y0; y < y1; y++) for (let x = x0; x < x1; x++) sum += frame.y[y * width + x]!;
      expect(low.y[cy * 64 + cx]).toBe(sum / ((x1 - x0) * (y1 - y0)));
    }
  });

  test('does not overflow in cells of more than 257 rows', () => {
    const size = { width: 64, height: 64 * 600 };
    const low = lowResolution(flatFrame(size, [255, 255, 255]));
    expect([...low.y, ...low.u, ...low.v].every((mean) => mean === 255)).toBe(true);
  });

  test('is computed once per frame', () => {
    const frame = noiseFrame({ width: 32, height: 32 }, 'once');
    expect(lowResolution(frame)).toBe(lowResolution(frame));
  });
});

describe('fast tokens', () => {
  test('of a static grey clip contain its colour, zero differences and their places', () => {
    const frame = flatFrame({ width: 96, height: 54 }, [100, 128, 128], FULL);
    const { out, means, statistic } = tokensOf(frame, frame, frame);
    expect(means).toEqual({ d1: 0, d2: 0 });
    expect(out.slice(0, 3 * PATCH_AREA).every((value) => value === Math.fround(100 / 255))).toBe(true);
    expect(out.slice(3 * PATCH_AREA, FAST_PIXELS).every((value) => value === 0)).toBe(true);
    expect(statistic('mean luma / 255')).toBeCloseTo(100 / 255, 6);
    expect(statistic('ln1p standard deviation of luma')).toBe(0);
    expect([...out.subarray(FAST_WIDTH - 3, FAST_WIDTH)]).toEqual([0.125, 0.125, 1.5]);
    expect([...out.subarray(-3)]).toEqual([0.875, 0.875, 1.5]);
  });

  test('contain the differences of a brightness ramp in code values', () => {
    const size = { width: 64, height: 64 };
    const [older, old, now] = [100, 103, 110].map((y) => flatFrame(size, [y, 128, 128], FULL));
    const { out, means, statistic } = tokensOf(now!, old, older);
    expect(means).toEqual({ d1: 7, d2: 4 });
    expect(out[3 * PATCH_AREA]).toBe(7);
    expect(out[8 * PATCH_AREA]).toBe(4);
    expect(statistic('ln1p mean |d1|')).toBeCloseTo(Math.log(8), 6);
    expect(statistic('ln1p mean |d2|')).toBeCloseTo(Math.log(5), 6);
    expect(statistic('ln1p max |d1|')).toBeCloseTo(Math.log(8), 6);
    expect(statistic('mean d1 / 16')).toBeCloseTo(7 / 16, 6);
  });

  test('have no differences at the start of a clip, and no second difference one frame later', () => {
    const size = { width: 64, height: 64 };
    const [old, now] = [100, 110].map((y) => flatFrame(size, [y, 128, 128], FULL));
    expect(tokensOf(now!).means).toEqual({ d1: 0, d2: 0 });
    expect(tokensOf(now!, old).means).toEqual({ d1: 10, d2: 0 });
  });

  test('keep differences linear where colours are clipped', () => {
    const size = { width: 64, height: 64 };
    const limited = { matrix: 'bt709', fullRange: false } as const;
    const { out } = tokensOf(flatFrame(size, [255, 128, 128], limited), flatFrame(size, [245, 128, 128], limited));
    expect(out[0]).toBe(1);
    expect(out[3 * PATCH_AREA]).toBeCloseTo((10 * 255) / 219, 4);
  });

  test('measure gradients and colour change', () => {
    const size = { width: 64, height: 64 };
    const stripes = paintedFrame(size, (x) => [x % 2 === 0 ? 100 : 140, 128, 128], FULL);
    const tinted = paintedFrame(size, (x) => [x % 2 === 0 ? 100 : 140, 138, 128], FULL);
    const { statistic } = tokensOf(tinted, stripes);
    expect(statistic('ln1p mean |gradient|')).toBeCloseTo(Math.log(21), 5);
    expect(statistic('ln1p standard deviation of luma')).toBeCloseTo(Math.log(21), 5);
    expect(statistic('ln1p mean |chroma d1|')).toBeCloseTo(Math.log1p((1.772 * 10) / 2), 5);
    expect(statistic('ln1p mean |d1|')).toBe(0);
  });
});
