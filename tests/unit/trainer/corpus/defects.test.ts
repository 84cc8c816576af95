import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/base/random';
import { TAGS } from '../../../../src/quality/tags';
import type { Harm, Place } from '../../../../src/trainer/corpus/defects/defect';
import { maskOf } from '../../../../src/trainer/corpus/defects/defect';
import { DEFECTS } from '../../../../src/trainer/corpus/defects/index';
import { WEIGHTS } from '../../../../src/trainer/corpus/opinions';
import type { Footage } from '../../../../src/trainer/corpus/picture';
import { sceneFamily } from '../../../../src/trainer/corpus/scenes/index';

const WIDTH = 96;
const HEIGHT = 64;

function film(seed = 'scene'): Footage {
  const random = createRandom(seed);
  const scene = sceneFamily('walkers').build({ random, width: WIDTH, height: HEIGHT, seconds: 2, pace: 0.3 });
  const frames = Array.from({ length: 16 }, (_, i) => {
    const data = new Uint8Array(WIDTH * HEIGHT * 3);
    scene.paint(i / 8, { width: WIDTH, height: HEIGHT, data });
    return data;
  });
  return { width: WIDTH, height: HEIGHT, rate: 8, frames };
}

function harm(place: Place | undefined, severity = 0.7, from = 0, to = 16): Harm {
  return { severity, place, from, to, random: createRandom('harm'), other: () => film('another').frames };
}

function difference(a: Uint8Array, b: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += Math.abs(a[i]! - b[i]!);
  return sum / a.length;
}

function total(a: readonly Uint8Array[], b: readonly Uint8Array[]): number {
  return a.reduce((sum, frame, i) => sum + difference(frame, b[i]!), 0) / a.length;
}

describe.each(DEFECTS.map((defect) => [defect.id, defect] as const))('the defect %s', (_, defect) => {
  it('bears a known tag and has weights', () => {
    expect(TAGS.map((tag) => tag.id)).toContain(defect.tag);
    expect(Object.values(WEIGHTS[defect.id] ?? {}).some((weight) => weight >= 0.3)).toBe(true);
  });

  it('changes the picture without writing into the frames it was given', () => {
    const footage = film();
    const given = [...footage.frames];
    const copies = given.map((frame) => frame.slice());
    defect.apply(footage, harm(defect.reach === 'part' ? CENTRE : undefined));
    expect(total(footage.frames, copies)).toBeGreaterThan(0.1);
    given.forEach((frame, i) => expect(difference(frame, copies[i]!)).toBe(0));
    expect(footage.frames).toHaveLength(16);
    for (const frame of footage.frames) expect(frame).toHaveLength(WIDTH * HEIGHT * 3);
  });

  it('does the same twice from the same seed', () => {
    const first = film();
    const second = film();
    defect.apply(first, harm(undefined));
    defect.apply(second, harm(undefined));
    expect(total(first.frames, second.frames)).toBe(0);
  });

  if (defect.reach !== 'whole') {
    it('stays inside its place', () => {
      const footage = film();
      const clean = film();
      defect.apply(footage, harm(CENTRE));
      const mask = maskOf(CENTRE, WIDTH, HEIGHT);
      let strayed = 0;
      footage.frames.forEach((frame, i) => {
        for (let o = 0; o < frame.length; o++) {
          if (mask[Math.floor(o / 3)] === 0 && frame[o] !== clean.frames[i]![o]) strayed++;
        }
      });
      expect(strayed).toBe(0);
    });
  }

  if (defect.partial) {
    it('leaves the frames outside its span alone', () => {
      const footage = film();
      const clean = film();
      defect.apply(footage, harm(defect.reach === 'part' ? CENTRE : undefined, 0.7, 5, 12));
      for (const i of [0, 4, 12, 15]) expect(difference(footage.frames[i]!, clean.frames[i]!)).toBe(0);
    });
  }
});

const CENTRE: Place = { x: 0.5, y: 0.5, rx: 0.3, ry: 0.4 };

describe('severity', () => {
  it.each(['blur', 'noise', 'low-resolution', 'over-smoothing', 'smear', 'boiling', 'exposure-error', 'blocking'])(
    'makes %s change more',
    (id) => {
      const defect = DEFECTS.find((candidate) => candidate.id === id)!;
      const clean = film();
      const changes = [0.15, 0.5, 1].map((severity) => {
        const footage = film();
        defect.apply(footage, harm(undefined, severity));
        return total(footage.frames, clean.frames);
      });
      expect(changes[1]).toBeGreaterThan(changes[0]!);
      expect(changes[2]).toBeGreaterThan(changes[1]!);
    },
  );
});
