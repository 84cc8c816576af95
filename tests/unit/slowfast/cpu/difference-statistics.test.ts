import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../../src/base/random';
import { differenceStatistics } from '../../../../src/slowfast/cpu/difference-statistics';
import type { PatchDifferences } from '../../../../src/slowfast/cpu/difference-statistics';
import { DIFFERENCE_STATISTICS, PATCH_AREA, PATCH_PX } from '../../../../src/slowfast/tokens';

type Name = (typeof DIFFERENCE_STATISTICS)[number];
/** Luma, 0..255, at a position of the patch, `ago` frames before the current one. */
type Picture = (x: number, y: number, ago: number) => number;

const SMALL_FLOW = 'ln what flow in 4 px windows leaves / rms d1';
const LARGE_FLOW = 'ln what flow in 8 px windows leaves / rms d1';
const GOES_ON = 'correlation of d1 with the d1 before it';
const ROUGH = 'ln mean |Laplacian of d1| / mean |d1|';
const BENDS = 'ln1p difference of flow between 8 px windows';
const GATHERED = 'ln rms d1 / mean |d1|';
const ON_EDGES = 'correlation of |d1| with |gradient|';

function patchOf(picture: Picture): PatchDifferences {
  const plane = (ago: number): Float64Array =>
    Float64Array.from({ length: PATCH_AREA }, (_, i) => picture(i % PATCH_PX, Math.floor(i / PATCH_PX), ago));
  const [now, before, earlier] = [plane(0), plane(1), plane(2)];
  return {
    luma: now,
    d1: now.map((value, i) => value - before[i]!),
    d1Before: before.map((value, i) => value - earlier[i]!),
  };
}

function statisticsOf(patch: PatchDifferences): Record<Name, number> {
  const out = new Float32Array(DIFFERENCE_STATISTICS.length);
  differenceStatistics(patch, out, 0);
  return Object.fromEntries(DIFFERENCE_STATISTICS.map((name, i) => [name, out[i]!])) as Record<Name, number>;
}

const see = (picture: Picture): Record<Name, number> => statisticsOf(patchOf(picture));

/** Soft texture without a preferred direction. */
const texture = (x: number, y: number): number =>
  128 + 50 * Math.sin(0.5 * x + 0.2 * y) * Math.cos(0.45 * y - 0.15 * x);
const sliding: Picture = (x, y, ago) => texture(x + 0.6 * ago, y - 0.3 * ago);
const boiling: Picture = (x, y, ago) => 128 + 40 * createRandom(`${x}/${y}/${ago}`).normal();

describe('difference statistics', () => {
  test('are all 0 for a static patch', () => {
    expect(Object.values(see((x, y) => texture(x, y))).every((value) => value === 0)).toBe(true);
  });

  test('distinguish motion with one velocity from boiling texture', () => {
    const [rigid, boiled] = [see(sliding), see(boiling)];
    expect(rigid[SMALL_FLOW]).toBeLessThan(-1.5);
    expect(rigid[LARGE_FLOW]).toBeLessThan(-1.2);
    expect(boiled[SMALL_FLOW]).toBeGreaterThan(-0.4);
    expect(boiled[LARGE_FLOW]).toBeGreaterThan(rigid[LARGE_FLOW] + 1);
    expect(rigid[ROUGH]).toBeLessThan(boiled[ROUGH] - 1);
  });

  test('distinguish continued motion from reversed motion', () => {
    expect(see(sliding)[GOES_ON]).toBeGreaterThan(0.85);
    expect(see((x, y, ago) => texture(x + 0.6 * (ago % 2), y))[GOES_ON]).toBeLessThan(-0.9);
  });

  test('have no correlation with a previous difference at the start of a clip', () => {
    const { luma, d1 } = patchOf(sliding);
    expect(statisticsOf({ luma, d1, d1Before: new Float64Array(PATCH_AREA) })[GOES_ON]).toBe(0);
  });

  test('measure differing velocities of windows, and zero for a uniform velocity', () => {
    const apart = see((x, y, ago) => texture(x + (x < PATCH_PX / 2 ? 0.5 : -0.5) * ago, y));
    expect(apart[BENDS]).toBeGreaterThan(0.5);
    expect(see(sliding)[BENDS]).toBeLessThan(0.3);
  });

  test('measure concentrated change', () => {
    const corner = see((x, y, ago) => texture(x, y) + (x < 4 && y < 4 ? 40 * ago : 0));
    expect(corner[GATHERED]).toBeGreaterThan(1);
    expect(see((x, y, ago) => texture(x, y) + 10 * ago)[GATHERED]).toBeCloseTo(0, 6);
  });

  test('measure whether change follows the edges', () => {
    const bar = (x: number): number => 200 / (1 + Math.exp(-2 * (x - 7.5)));
    expect(see((x, _, ago) => bar(x + 0.5 * ago))[ON_EDGES]).toBeGreaterThan(0.9);
    expect(see((x, _, ago) => bar(x) + (x < 4 ? 20 * ago : 0))[ON_EDGES]).toBeLessThan(0);
  });

  test('are the same for a mirrored and a turned patch', () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const random = createRandom(seed);
        const planes = Array.from({ length: 3 }, () =>
          Float64Array.from({ length: PATCH_AREA }, () => random.uniform(0, 255)),
        );
        const picture: Picture = (x, y, ago) => planes[ago]![y * PATCH_PX + x]!;
        const upright = see(picture);
        const last = PATCH_PX - 1;
        for (const seen of [see((x, y, ago) => picture(last - x, y, ago)), see((x, y, ago) => picture(y, x, ago))]) {
          for (const name of DIFFERENCE_STATISTICS) expect(seen[name], name).toBeCloseTo(upright[name], 4);
        }
      }),
      { numRuns: 20 },
    );
  });
});
