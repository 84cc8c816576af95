import { describe, expect, test } from 'vitest';
import type { PlanarFrame } from '../../../../src/media/frame';
import { createLowSlots, LOW_SLOTS } from '../../../../src/slowfast/gpu/low-slots';
import { gpuSizes } from '../../../../src/slowfast/gpu/sizes';
import { PRELUDE } from '../../../../src/slowfast/gpu/wgsl';
import { FAST_WIDTH, SLOW_WIDTH } from '../../../../src/slowfast/tokens';
import { flatFrame } from '../../../fixtures/frames';

function frames(count: number): PlanarFrame[] {
  return Array.from({ length: count }, () => flatFrame({ width: 2, height: 2 }, [0, 0, 0]));
}

describe('low-resolution slots', () => {
  test('keep a frame that is needed again as the previous one', () => {
    const slots = createLowSlots();
    const [a, b, c] = frames(3);
    expect(slots.claim([b!, a!]).map(({ fresh }) => fresh)).toEqual([true, true]);
    const next = slots.claim([c!, b!, a!]);
    expect(next.map(({ fresh }) => fresh)).toEqual([true, false, false]);
    expect(new Set(next.map(({ slot }) => slot)).size).toBe(3);
  });

  test('never reassign a slot that the same sampled frame needs', () => {
    const slots = createLowSlots();
    const all = frames(40);
    for (let i = 2; i < all.length; i++) {
      const claimed = slots.claim([all[i]!, all[i - 1]!, all[i - 2]!]);
      expect(new Set(claimed.map(({ slot }) => slot)).size).toBe(3);
      expect(Math.max(...claimed.map(({ slot }) => slot))).toBeLessThan(LOW_SLOTS);
      if (i > 2) expect(claimed.map(({ fresh }) => fresh)).toEqual([true, false, false]);
    }
  });

  test('give a frame that is claimed twice one slot', () => {
    const [a] = frames(1);
    const [first, second] = createLowSlots().claim([a!, a!]);
    expect(first).toMatchObject({ fresh: true });
    expect(second).toEqual({ slot: first!.slot, fresh: false });
  });

  test('are all free after clearing', () => {
    const slots = createLowSlots();
    const [a] = frames(1);
    slots.claim([a!]);
    slots.clear();
    expect(slots.claim([a!])[0]).toMatchObject({ fresh: true });
  });
});

describe('GPU sizes', () => {
  test('place planes at multiples of four and tables one after another', () => {
    const { planeStart, planeBytes, weights, values } = gpuSizes(17, 3);
    expect(planeStart).toEqual([0, 52, 72]);
    expect(planeBytes).toBe(92);
    for (let table = 0; table < 4; table++) {
      const [taps, first, start] = values.tables.slice(4 * table, 4 * table + 3);
      const outputs = start! - first!;
      expect(outputs).toBe(table % 2 === 0 ? values.comparison[1] : values.comparison[0]);
      const end = values.tables[4 * (table + 1) + 1] ?? weights.length;
      expect(end).toBe(start! + outputs * taps!);
    }
  });
});

test('The constants of the shaders come from the token layout', () => {
  expect(PRELUDE).toContain(`const FAST_WIDTH = ${FAST_WIDTH}u;`);
  expect(PRELUDE).toContain(`const SLOW_WIDTH = ${SLOW_WIDTH}u;`);
  expect(PRELUDE).toContain('const CLIPPED_HIGH = f32(253);');
});
