import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../../src/base/random';
import type { PlanarFrame } from '../../../../src/media/frame';
import { createBlockMatcher, matchBlocks } from '../../../../src/slowfast/cpu/block-motion';
import type { BlockMotion } from '../../../../src/slowfast/cpu/block-motion';
import { motionFrame } from '../../../../src/slowfast/cpu/motion-frame';
import { motionStatistics } from '../../../../src/slowfast/cpu/motion-statistics';
import { MOTION_BLOCKS, MOTION_STATISTICS } from '../../../../src/slowfast/tokens';
import { flatFrame, noiseFrame, paintedFrame } from '../../../fixtures/frames';

const SIZE = { width: 256, height: 256 };
const FULL = { matrix: 'bt601', fullRange: true } as const;
const random = createRandom('waves');
const WAVES = Array.from({ length: 24 }, () => ({
  x: random.uniform(-0.25, 0.25),
  y: random.uniform(-0.25, 0.25),
  phase: random.uniform(0, 6.28),
}));

/** A texture without period, moved by (dx, dy) frame pixels, with an additional ripple. */
function texture(dx: number, dy: number, ripple: (x: number, y: number) => number = () => 0): PlanarFrame {
  return paintedFrame(
    SIZE,
    (x, y) => {
      const u = x - dx + ripple(x, y);
      const v = y - dy + ripple(y, x);
      const sum = WAVES.reduce((all, wave) => all + Math.sin(wave.x * u + wave.y * v + wave.phase), 0);
      return [128 + 7 * sum, 128, 128];
    },
    FULL,
  );
}

function blockMotion(now: PlanarFrame, since: PlanarFrame): BlockMotion {
  return matchBlocks(motionFrame(now), motionFrame(since));
}

const inner = Array.from({ length: MOTION_BLOCKS }, (_, block) => block).filter((block) => {
  const [x, y] = [block % 8, Math.floor(block / 8)];
  return x > 0 && x < 7 && y > 0 && y < 7;
});

const middle = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;

function statistic(name: (typeof MOTION_STATISTICS)[number], frames: readonly PlanarFrame[]): number {
  const [frame, previous, beforePrevious] = frames;
  const all = motionStatistics({ frame: frame!, previous, beforePrevious, lastSample: previous }, matchBlocks);
  const at = MOTION_STATISTICS.indexOf(name);
  // The four patches in the middle, which nothing enters from outside the frame.
  const middle = [5, 6, 9, 10].map((token) => all[token * MOTION_STATISTICS.length + at]!);
  return middle.reduce((sum, value) => sum + value, 0) / middle.length;
}

describe('block motion', () => {
  test.each([
    [0, 0],
    [6, -4],
    [-10, 8],
    [18, 14],
    [3, 1],
    [-1, 0.5],
  ])('finds a shift of %d, %d px to a quarter of a 128th', (dx, dy) => {
    const { vx, vy } = blockMotion(texture(dx, dy), texture(0, 0));
    // Motion along a one-directional texture is ambiguous, so the median block is checked.
    expect(Math.abs(middle(inner.map((block) => vx[block]! - dx / 2)))).toBeLessThan(0.25);
    expect(Math.abs(middle(inner.map((block) => vy[block]! - dy / 2)))).toBeLessThan(0.25);
  });

  test('has no residual for an integer shift, and the whole residual for a change of brightness', () => {
    const shifted = blockMotion(texture(6, -4), texture(0, 0));
    for (const block of inner) {
      expect(shifted.moved[block]).toBeLessThan(0.1);
      expect(shifted.unmoved[block]).toBeGreaterThan(3);
    }
    const brighter = blockMotion(flatFrame(SIZE, [110, 128, 128], FULL), flatFrame(SIZE, [100, 128, 128], FULL));
    expect([...brighter.moved]).toEqual(new Array(MOTION_BLOCKS).fill(10));
    expect([...brighter.vx, ...brighter.vy].every((v) => v === 0)).toBe(true);
  });

  test('finds no motion where nothing changes', () => {
    const { vx, vy, unmoved } = blockMotion(noiseFrame(SIZE, 'a'), noiseFrame(SIZE, 'a'));
    expect([...vx, ...vy, ...unmoved].every((value) => Math.abs(value) === 0)).toBe(true);
  });
});

describe('a block matcher', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((seed) => motionFrame(noiseFrame(SIZE, seed)));

  test('returns the motion of plain matching, on the first call and on later ones', () => {
    const match = createBlockMatcher();
    for (let round = 0; round < 2; round++) {
      expect(match(a!, b!)).toEqual(matchBlocks(a!, b!));
      expect(match(b!, a!)).toEqual(matchBlocks(b!, a!));
    }
  });

  test('matches a pair of frames once where two samples share it', () => {
    const match = createBlockMatcher();
    const step = match(b!, a!);
    match(c!, b!);
    expect(match(b!, a!)).toBe(step);
  });
});

describe('motion statistics', () => {
  const pan = [texture(12, 0), texture(6, 0), texture(0, 0)];
  const shake = [texture(0, 0), texture(6, 0), texture(0, 0)];
  const boil = [1, 2, 3].map((i) => texture(0, 0, (x, y) => 2.5 * Math.sin(x / 5 + 40 * i) * Math.sin(y / 4 + 17 * i)));

  test('distinguish a steady pan from camera shake', () => {
    expect(statistic('step: ln1p speed', pan)).toBeCloseTo(statistic('step: ln1p speed', shake), 1);
    expect(statistic('step: change of velocity / speed', pan)).toBeLessThan(0.05);
    expect(statistic('step: change of velocity / speed', shake)).toBeGreaterThan(0.8);
  });

  test('distinguish motion from boiling texture', () => {
    expect(statistic('step: ln moved / unmoved', pan)).toBeLessThan(-2);
    expect(statistic('step: ln moved / unmoved', boil)).toBeGreaterThan(-1);
    expect(statistic('step: ln moved / gradient', boil)).toBeGreaterThan(
      statistic('step: ln moved / gradient', pan) + 1,
    );
  });

  test('are 0 where previous frames are missing', () => {
    const first = { frame: pan[0]!, previous: undefined, beforePrevious: undefined, lastSample: undefined };
    const [gradient, ...rest] = motionStatistics(first, matchBlocks).subarray(0, MOTION_STATISTICS.length);
    expect(gradient).toBeGreaterThan(0);
    expect(rest.every((value) => value === 0)).toBe(true);
  });
});
