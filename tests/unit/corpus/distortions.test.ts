import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/base/random';
import { TAGS } from '../../../src/quality/tags';
import type { Distortion, Place } from '../../../src/corpus/distortions/distortion-type';
import { maskOf } from '../../../src/corpus/distortions/distortion-type';
import { DISTORTION_TYPES, distortionType } from '../../../src/corpus/distortions/index';
import { WEIGHTS } from '../../../src/corpus/psychometric';
import type { Footage } from '../../../src/corpus/picture';
import { createPicture, crop } from '../../../src/corpus/picture';
import { SCENE_FAMILIES, sceneFamily } from '../../../src/corpus/scenes/index';

const WIDTH = 96;
const HEIGHT = 64;

function film(seed = 'scene', width = WIDTH, height = HEIGHT): Footage {
  const scene = sceneFamily('walkers').build({ random: createRandom(seed), width, height, seconds: 2, pace: 0.3 });
  const frames = Array.from({ length: 16 }, (_, i) => {
    const picture = createPicture(width, height);
    scene.paint(i / 8, picture);
    return picture.data;
  });
  return { width, height, rate: 8, frames };
}

const reframing =
  (w: number, h: number): Distortion['reframed'] =>
  (factor, x, y) => {
    const { width, height, frames } = film('scene', Math.round(w * factor), Math.round(h * factor));
    const left = Math.round(((width - w) / 2) * (1 + x));
    const top = Math.round(((height - h) / 2) * (1 + y));
    return frames.map((data) => crop({ width, height, data }, left, top, w, h).data);
  };

function distortion(
  place: Place | undefined,
  severity = 0.7,
  from = 0,
  to = 16,
  seed: string | number = 'distortion',
  [width, height] = [WIDTH, HEIGHT],
): Distortion {
  return {
    severity,
    place,
    from,
    to,
    random: createRandom(seed),
    other: () => film('another', width, height).frames,
    reframed: reframing(width, height),
  };
}

function difference(a: Uint8Array, b: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += Math.abs(a[i]! - b[i]!);
  return sum / a.length;
}

function total(a: readonly Uint8Array[], b: readonly Uint8Array[]): number {
  return a.reduce((sum, frame, i) => sum + difference(frame, b[i]!), 0) / a.length;
}

describe.each(DISTORTION_TYPES.map((distortionType) => [distortionType.id, distortionType] as const))(
  'the distortion %s',
  (_, distortionType) => {
    it('has a known tag and weights', () => {
      expect(TAGS.map((tag) => tag.id)).toContain(distortionType.tag);
      expect(Object.values(WEIGHTS[distortionType.id] ?? {}).some((weight) => weight >= 0.3)).toBe(true);
    });

    it('changes the picture without writing into its input frames', () => {
      const footage = film();
      const given = [...footage.frames];
      const copies = given.map((frame) => frame.slice());
      distortionType.apply(footage, distortion(distortionType.reach === 'part' ? CENTRE : undefined));
      expect(total(footage.frames, copies)).toBeGreaterThan(0.1);
      given.forEach((frame, i) => expect(difference(frame, copies[i]!)).toBe(0));
      expect(footage.frames).toHaveLength(16);
      for (const frame of footage.frames) expect(frame).toHaveLength(WIDTH * HEIGHT * 3);
    });

    it('repeats with the same seed', () => {
      const first = film();
      const second = film();
      distortionType.apply(first, distortion(undefined));
      distortionType.apply(second, distortion(undefined));
      expect(total(first.frames, second.frames)).toBe(0);
    });

    if (distortionType.reach !== 'whole') {
      it('stays inside its place', () => {
        const footage = film();
        const clean = film();
        distortionType.apply(footage, distortion(CENTRE));
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

    if (distortionType.partial) {
      it('does not change frames outside its span', () => {
        const footage = film();
        const clean = film();
        distortionType.apply(footage, distortion(distortionType.reach === 'part' ? CENTRE : undefined, 0.7, 5, 12));
        for (const i of [0, 4, 12, 15]) expect(difference(footage.frames[i]!, clean.frames[i]!)).toBe(0);
      });
    }
  },
);

const CENTRE: Place = { x: 0.5, y: 0.5, rx: 0.3, ry: 0.4 };

describe('the level', () => {
  // The mean over a few draws: the variant that a distortion draws has a larger effect than a small change of severity.
  const DRAWS = 4;
  it.each(DISTORTION_TYPES.map((distortionType) => [distortionType.id, distortionType] as const))(
    'makes %s change more',
    (_, distortionType) => {
      // Large enough for mosaic blocks and steps of different sizes.
      const clean = film('scene', 144, 96);
      const change = (severity: number): number => {
        let sum = 0;
        for (let draw = 0; draw < DRAWS; draw++) {
          const footage = { ...clean, frames: [...clean.frames] };
          distortionType.apply(
            footage,
            distortion(distortionType.reach === 'part' ? CENTRE : undefined, severity, 0, 16, draw, [144, 96]),
          );
          sum += total(footage.frames, clean.frames);
        }
        return sum / DRAWS;
      };
      expect(change(1)).toBeGreaterThan(change(0.1));
    },
  );

  it('has a warp that grows with time in about half of the clips', () => {
    const distortionType = DISTORTION_TYPES.find((candidate) => candidate.id === 'dynamic-warping')!;
    const clean = film();
    const growths = Array.from({ length: 24 }, (_, draw) => {
      const footage = film();
      distortionType.apply(footage, distortion(undefined, 0.8, 0, 16, draw));
      const change = (from: number): number =>
        total(footage.frames.slice(from, from + 4), clean.frames.slice(from, from + 4));
      return change(12) / change(0);
    });
    const grown = growths.filter((growth) => growth > 1.7).length;
    expect(grown).toBeGreaterThan(5);
    expect(grown).toBeLessThan(19);
  });
});

describe('fragmented', () => {
  it('delays every cell of the picture except one, with sharp seams', () => {
    const clean = film();
    const footage = { ...clean, frames: [...clean.frames] };
    distortionType('fragmented').apply(footage, distortion(undefined, 0.9));
    const at = 12;
    const shown = footage.frames[at]!;
    // The lag of a pixel is known where its value differs in all frames.
    const lags = new Set<number>();
    for (let o = 0; o < shown.length; o += 3) {
      const alike = clean.frames.flatMap((frame, i) =>
        [0, 1, 2].every((c) => frame[o + c] === shown[o + c]) ? [at - i] : [],
      );
      expect(alike.length).toBeGreaterThan(0);
      if (alike.length === 1) lags.add(alike[0]!);
    }
    expect(Math.min(...lags)).toBe(0);
    expect(Math.max(...lags)).toBeLessThanOrEqual(Math.round(0.5 * clean.rate));
    expect(lags.size).toBeGreaterThan(2);
  });
});

describe('the corpus', () => {
  it('can show every tag that raters tick', () => {
    const shown = new Set<string>(['single-image-move', 'little-motion']);
    for (const { tag } of DISTORTION_TYPES) shown.add(tag);
    for (const { artifacts } of SCENE_FAMILIES) for (const artifact of artifacts ?? []) shown.add(artifact);
    expect([...shown].sort()).toEqual(TAGS.map((tag) => tag.id).sort());
  });
});
