import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/base/random';
import type { Distortion } from '../../../src/corpus/distortions/distortion-type';
import { DISTORTION_TYPES, distortionType } from '../../../src/corpus/distortions/index';
import type { ChangedFrames } from '../../../src/corpus/visibility';
import { changedCodes, movedCodes, visibility, visibilityOf } from '../../../src/corpus/visibility';

const SIDE = 64;

function strikeOn(paint: (x: number, y: number) => number, place: Distortion['place']): number {
  const frame = Uint8Array.from({ length: SIDE * SIDE * 3 }, (_, i) => {
    const p = Math.floor(i / 3);
    return paint(p % SIDE, Math.floor(p / SIDE));
  });
  const footage = { width: SIDE, height: SIDE, rate: 8, frames: Array.from({ length: 8 }, () => frame) };
  const before = [...footage.frames];
  const distortion: Distortion = {
    severity: 0.8,
    place,
    from: 0,
    to: 8,
    random: createRandom('visibility'),
    other: () => before,
    reframed: () => before,
  };
  distortionType('boiling').apply(footage, distortion);
  return changedCodes(before, footage.frames, distortion);
}

const still = [0, 1].map(() => new Uint8Array(SIDE * SIDE * 3).fill(90));
const UNTOUCHED: ChangedFrames = { before: still, after: still, width: SIDE, height: SIDE };
const THROUGHOUT = { from: 0, to: 2, place: undefined };

/** A pattern over the whole picture, and the same pattern shifted by `shift` pixels. */
function shifted(pattern: (x: number) => number, shift: number): ChangedFrames {
  const frames = (by: number): Uint8Array[] =>
    still.map((frame) => frame.map((_, i) => pattern((Math.floor(i / 3) % SIDE) - by)));
  return { before: frames(0), after: frames(shift), width: SIDE, height: SIDE };
}

describe('visibility', () => {
  it('is 0 for boiling on a flat wall and 1 on a fence', () => {
    const wall = strikeOn(() => 120, undefined);
    const fence = strikeOn((x) => (x % 8 < 4 ? 40 : 200), undefined);
    expect(wall).toBeLessThan(0.6);
    expect(fence).toBeGreaterThan(10);
    expect(visibilityOf(0)).toBe(0);
    expect(visibilityOf(fence)).toBe(1);
  });

  it('rises with the change up to 1', () => {
    const steps = [0, 1, 2.5, 5, 10, 80].map(visibilityOf);
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    expect(steps[2]).toBeCloseTo(0.5, 9);
    expect(steps.at(-1)).toBe(1);
  });

  it('is 1 for distortions that add something', () => {
    for (const id of ['noise', 'blocking', 'overlay', 'flicker', 'scene-jump'])
      expect(visibility(id, UNTOUCHED, THROUGHOUT)).toBe(1);
  });

  it('measures a small place as if it were the whole frame', () => {
    const stripes = (x: number): number => (x % 8 < 4 ? 40 : 200);
    const whole = strikeOn(stripes, undefined);
    const part = strikeOn(stripes, { x: 0.5, y: 0.5, rx: 0.25, ry: 0.25 });
    expect(part / whole).toBeGreaterThan(0.6);
    expect(part / whole).toBeLessThan(1.1);
  });

  it('counts only the frames of the span', () => {
    const before = [0, 1, 2, 3].map(() => new Uint8Array(30).fill(100));
    const after = before.map((frame, i) => (i >= 2 ? frame.map((v) => v + 6) : frame));
    expect(changedCodes(before, after, { from: 2, to: 4, place: undefined })).toBeCloseTo(6, 9);
    expect(changedCodes(before, after, { from: 0, to: 2, place: undefined })).toBe(0);
  });

  it('lists only existing distortions', () => {
    const known = new Set(DISTORTION_TYPES.map(({ id }) => id));
    const dependent = [...known].filter((id) => visibility(id, UNTOUCHED, THROUGHOUT) === 0);
    expect(dependent).toHaveLength(22);
  });

  it('counts displaced parts of a subject and not displaced fine texture', () => {
    const weave = shifted((x) => (x % 2 === 0 ? 60 : 200), 1);
    const body = shifted((x) => (x >= 16 && x < 48 ? 200 : 60), 8);
    expect(changedCodes(weave.before, weave.after, THROUGHOUT)).toBeGreaterThan(100);
    expect(movedCodes(weave, THROUGHOUT)).toBe(0);
    // A body of half the width, moved by an eighth of it: a quarter of the cells change by 140.
    expect(movedCodes(body, THROUGHOUT)).toBeCloseTo(140 / 4, 9);
    expect(visibility('fragmented', weave, THROUGHOUT)).toBe(0);
    expect(visibility('fragmented', body, THROUGHOUT)).toBe(1);
    expect(visibility('boiling', weave, THROUGHOUT)).toBe(1);
  });

  it('falls with the displacement', () => {
    const body = (shift: number): number =>
      visibility(
        'fragmented',
        shifted((x) => (x >= 16 && x < 48 ? 90 : 60), shift),
        THROUGHOUT,
      );
    const steps = [0, 2, 4, 8].map(body);
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    expect(new Set(steps).size).toBe(4);
  });
});
