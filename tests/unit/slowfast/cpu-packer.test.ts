import { describe, expect, test } from 'vitest';
import { defined } from '../../../src/base/assert';
import type { Moment } from '../../../src/media/video';
import { createCpuPacker } from '../../../src/slowfast/cpu-packer';
import { DEFAULT_SLOWFAST } from '../../../src/slowfast/options';
import type { SlowFastOptions } from '../../../src/slowfast/options';
import { FAST_WIDTH, SLOW_WIDTH } from '../../../src/slowfast/tokens';
import type { CpuTokens, PackedWindow, TokenMatrix } from '../../../src/slowfast/tokens';
import { flatFrame, noiseFrame, sceneMoments } from '../../fixtures/frames';

const SIZE = { width: 112, height: 80 };

async function pack(moments: readonly Moment[], options: SlowFastOptions = DEFAULT_SLOWFAST): Promise<PackedWindow[]> {
  const packer = createCpuPacker(options);
  const windows: PackedWindow[] = [];
  for (const step of [...moments.map((moment) => () => packer.push(moment)), () => packer.finish()]) {
    const packed = await step();
    if (packed.ok && packed.value) windows.push(packed.value);
  }
  packer.dispose();
  return windows;
}

function still(count: number): Moment[] {
  const frame = noiseFrame(SIZE, 'still');
  return Array.from({ length: count }, (_, index) => ({
    index,
    instant: index / 8,
    frame,
    previous: index > 0 ? frame : undefined,
    beforePrevious: index > 0 ? frame : undefined,
    duplicate: index > 0,
  }));
}

function cpu(tokens: TokenMatrix): CpuTokens {
  if (tokens.kind !== 'cpu') throw new Error('the CPU packer gave GPU tokens');
  return tokens;
}

/** The time of each slow token. */
function slowTimes(window: PackedWindow): number[] {
  const { rows, data } = cpu(window.slow);
  return Array.from({ length: rows }, (_, row) => data[(row + 1) * SLOW_WIDTH - 1]!);
}

describe('the CPU packer', () => {
  test('gives nothing for a video without frames', async () => {
    expect(await pack([])).toEqual([]);
  });

  test('closes a window when it is full and a shorter one at the end', async () => {
    const windows = await pack(still(70));
    expect(windows.map(({ index, frames }) => [index, frames.length])).toEqual([
      [0, 32],
      [1, 32],
      [2, 6],
    ]);
    expect(windows.map(({ start, end }) => [start, end])).toEqual([
      [0, 31 / 8],
      [4, 63 / 8],
      [8, 69 / 8],
    ]);
    expect(windows.map(({ fast }) => fast.rows)).toEqual([512, 512, 96]);
  });

  test('does not end with an empty window when the video ends on a boundary', async () => {
    expect(await pack(still(64))).toHaveLength(2);
  });

  test('carries the last slow frame over into windows that have none, at time 0', async () => {
    const [first, second, third] = await pack(still(70));
    for (const later of [second, third]) {
      const { slow, tokensSpent, frames } = defined(later, 'a window');
      expect(frames.every(({ pathway }) => pathway === 'fast')).toBe(true);
      expect(tokensSpent).toBe(16 * frames.length + 36);
      expect(cpu(slow).data).toEqual(cpu(defined(first, 'the first window').slow).data);
      expect(slowTimes(defined(later, 'a window')).every((time) => time === 0)).toBe(true);
    }
  });

  test('starts a scene with a slow frame that keeps its time in the window', async () => {
    const [window] = await pack(sceneMoments(SIZE, 12, 18), { ...DEFAULT_SLOWFAST, measure: 'luma' });
    const { frames, slow, tokensPerSlowFrame } = defined(window, 'the window');
    const slowFrames = frames.filter(({ pathway }) => pathway === 'slow');
    expect(frames[6]).toMatchObject({ pathway: 'slow', index: 6, instant: 0.75 });
    expect(slow.rows).toBe(slowFrames.length * (tokensPerSlowFrame - 16));
    expect(new Set(slowTimes(defined(window, 'the window')))).toEqual(
      new Set(slowFrames.map(({ instant }) => instant)),
    );
  });

  test('tells the clip its mean differences, frame step and share of slow frames', async () => {
    const full = { matrix: 'bt601', fullRange: true } as const;
    const grey = (y: number, timestamp: number) => ({ ...flatFrame(SIZE, [y, 128, 128], full), timestamp });
    const moments: Moment[] = [0, 1, 2].map((index) => ({
      index,
      instant: index / 8,
      frame: grey(100 + 6 * index, index / 8),
      previous: index > 0 ? grey(98 + 6 * index, index / 8 - 1 / 24) : undefined,
      beforePrevious: index > 1 ? grey(97 + 6 * index, index / 8 - 2 / 24) : undefined,
      duplicate: false,
    }));
    const [window] = await pack(moments);
    const clip = [...defined(window, 'the window').clip];
    expect(clip[0]).toBeCloseTo(Math.log(3), 6);
    expect(clip[1]).toBeCloseTo(Math.log(2), 6);
    expect(clip[2]).toBeCloseTo(1 / 24, 6);
    expect(clip[3]).toBeCloseTo(1 / 3, 6);
  });

  test('gives the same numbers twice', async () => {
    const moments = sceneMoments(SIZE, 9, 12);
    const [[one], [two]] = [await pack(moments), await pack(moments)];
    expect(cpu(defined(one, 'one').fast).data).toEqual(cpu(defined(two, 'two').fast).data);
    expect(cpu(defined(one, 'one').slow).data).toEqual(cpu(defined(two, 'two').slow).data);
  });

  test.each([
    [1, 1],
    [17, 3],
    [15, 129],
  ])('packs %i x %i video into finite numbers', async (width, height) => {
    const [window] = await pack(sceneMoments({ width, height }, 3, 99));
    const { fast, slow, clip } = defined(window, 'the window');
    expect(cpu(fast).data).toHaveLength(48 * FAST_WIDTH);
    for (const values of [cpu(fast).data, cpu(slow).data, clip]) expect(values.every(Number.isFinite)).toBe(true);
  });
});
