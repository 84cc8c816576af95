import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/base/random';
import { TRAINED_DIMENSIONS } from '../../../src/corpus/clip';
import { PhotoShelf } from '../../../src/corpus/content';
import { rateClip } from '../../../src/corpus/judge';
import type { Appearance } from '../../../src/corpus/appearance';
import { baseOfAppearance, appearanceOf } from '../../../src/corpus/appearance';
import type { MadeClip } from '../../../src/corpus/make';
import { makeClip } from '../../../src/corpus/make';
import { trueScores } from '../../../src/corpus/psychometric';
import { PANEL, createPool } from '../../../src/corpus/raters';
import { everywhere, smallWalk } from './plans';

const SIDE = 128;

/** Appearance statistics of a grey clip of 16 frames at 8 per second, drawn pixel by pixel. */
function appearance(value: (x: number, y: number, frame: number) => number): Appearance {
  const frames = Array.from({ length: 16 }, (_, frame) => {
    const data = new Uint8Array(SIDE * SIDE * 3);
    for (let p = 0; p < SIDE * SIDE; p++) data.fill(value(p % SIDE, Math.floor(p / SIDE), frame), 3 * p, 3 * p + 3);
    return data;
  });
  return appearanceOf({ width: SIDE, height: SIDE, rate: 8, frames });
}

/** Grain around grey, a function of place and number. */
function grain(codes: number): (x: number, y: number, n: number) => number {
  const pictures = Array.from({ length: 16 }, (_, n) => {
    const random = createRandom(`grain/${n}`);
    return Float64Array.from({ length: SIDE * SIDE }, () => random.normal());
  });
  return (x, y, n) => Math.max(0, Math.min(255, Math.round(128 + codes * pictures[n]![y * SIDE + x]!)));
}

/** Broad waves that run to the right. */
const waves = (x: number, y: number, frame: number): number =>
  Math.round(128 + 60 * Math.sin((2 * Math.PI * (x - 1.5 * frame)) / 64) * Math.cos((2 * Math.PI * y) / 64));

describe('appearance statistics', () => {
  it('are flat for a wall and not for a rich texture', () => {
    const texture = grain(30);
    expect(appearance(() => 90).flatness).toBeCloseTo(1, 2);
    expect(appearance((x, y) => texture(x, y, 0)).flatness).toBeLessThan(0.05);
    const half = appearance((x, y) => (x < SIDE / 2 ? 90 : texture(x, y, 0)));
    expect(half.flatness).toBeGreaterThan(0.35);
    expect(half.flatness).toBeLessThan(0.65);
  });

  it('are jerky for unrelated frames, not for steady or still ones', () => {
    expect(appearance(() => 90).jerk).toBe(0);
    expect(appearance(waves).jerk).toBeLessThan(0.05);
    // Large blobs, because the fast pathway reads 64x64 pixels.
    const texture = grain(50);
    expect(appearance((x, y, frame) => texture(x >> 3, y >> 3, frame)).jerk).toBeGreaterThan(0.8);
  });

  it('are not jerky for faint grain', () => {
    const faint = grain(2);
    const still = appearance((x, y, frame) => waves(x, y, 0) + faint(x, y, frame) - 128);
    expect(still.jerk).toBeLessThan(0.2);
  });

  it('lower visual, dynamic and overall quality only', () => {
    const clean = trueScores({}, [], 0.2);
    const changed = (looked: Appearance): string[] => {
      const truth = trueScores(baseOfAppearance(looked), [], 0.2);
      return TRAINED_DIMENSIONS.filter((id) => truth[id] < clean[id]);
    };
    expect(changed({ flatness: 0, jerk: 0 })).toEqual([]);
    expect(changed({ flatness: 0.5, jerk: 0 })).toEqual(['visual-quality', 'overall-quality']);
    expect(changed({ flatness: 0, jerk: 0.5 })).toEqual(['dynamic-quality', 'overall-quality']);
  });

  it('lower more the worse they are, and never below the scale', () => {
    const at = (share: number) => trueScores(baseOfAppearance({ flatness: share, jerk: share }), [], 0.2);
    const steps = [0, 0.25, 0.5, 0.75, 1].map(at);
    for (const id of ['visual-quality', 'dynamic-quality'] as const) {
      for (let i = 1; i < steps.length; i++) expect(steps[i]![id]).toBeLessThan(steps[i - 1]![id]);
      expect(steps.at(-1)![id]).toBeGreaterThan(1);
    }
  });
});

describe('the appearance of a clip', () => {
  const shelf = new PhotoShelf();
  const appearanceWith = (asked: Parameters<typeof smallWalk>[0]): Appearance =>
    makeClip(smallWalk(asked), shelf).appearance;
  const clean = appearanceWith({});

  it.each(['noise', 'regeneration', 'blur', 'ghosting', 'over-smoothing'])(
    'are never better with %s',
    (distortionType) => {
      const spoilt = appearanceWith({ distortions: [everywhere(distortionType, 0.9)] });
      expect(spoilt.flatness).toBeGreaterThanOrEqual(clean.flatness);
      expect(spoilt.jerk).toBeGreaterThanOrEqual(clean.jerk);
    },
  );

  it('is worse with a distortion that removes detail or adds jerks', () => {
    expect(appearanceWith({ distortions: [everywhere('blur', 0.9)] }).flatness).toBeGreaterThan(clean.flatness + 0.2);
    expect(appearanceWith({ distortions: [everywhere('shake', 0.9)] }).jerk).toBeGreaterThan(clean.jerk + 0.3);
  });

  it('does not change with augmentation', () => {
    expect(appearanceWith({ augmentation: { palette: 9, rateFactor: 28, rescale: 0.8 } })).toEqual(clean);
  });

  it('hardly changes where the clip was filmed larger and reduced', () => {
    const shrunk = appearanceWith({ augmentation: { oversize: 1.4 } });
    expect(Math.abs(shrunk.flatness - clean.flatness)).toBeLessThan(0.1);
    expect(Math.abs(shrunk.jerk - clean.jerk)).toBeLessThan(0.1);
  });
});

describe('a rated clip', () => {
  const plan = { id: '00007', seed: '1/clip/7', split: 'test', content: 'walkers/7' } as const;
  const blur = {
    distortionType: 'blur',
    tag: 'blur',
    strength: 0.7,
    region: 'everywhere',
    span: 'throughout',
  } as const;

  it('has the ratings of the panel, near the true score, and its observations', () => {
    const appearance = { flatness: 0.2, jerk: 0 };
    const made = { tags: [blur], base: { 'content-quality': 0.9 }, appearance, speed: 0.2 };
    const judged = rateClip(plan, made, createPool(1));
    expect(rateClip(plan, made, createPool(1))).toEqual(judged);
    expect(judged.label).toMatchObject({ id: plan.id, split: plan.split, content: plan.content });
    expect(judged.label.observations.map(({ tag }) => tag)).toEqual(['blur']);
    for (const id of TRAINED_DIMENSIONS) {
      expect(judged.label.dimensionRatings[id].ratings).toHaveLength(PANEL.test);
      expect(Math.abs(judged.label.dimensionRatings[id].mos - judged.truth[id])).toBeLessThan(0.5);
    }
    expect(judged.truth['content-quality']).toBeCloseTo(4.6, 9);
  });

  it('multiplies the factors of scene and distortion', () => {
    const visual = (base: MadeClip['base'], flatness: number): number =>
      rateClip(plan, { tags: [], base, appearance: { flatness, jerk: 0 }, speed: 0.2 }, createPool(1)).truth[
        'visual-quality'
      ];
    const poor = { 'visual-quality': 0.7 };
    expect(visual(poor, 0.5)).toBeLessThan(Math.min(visual(poor, 0), visual({}, 0.5)));
  });

  it('has a lower cost of an artifact where appearance lowers the dimension as well', () => {
    const made = { tags: [blur], base: {}, speed: 0.2 };
    const cost = (flatness: number): number =>
      rateClip(plan, { ...made, appearance: { flatness, jerk: 0 } }, createPool(1)).label.observations[0]!.cost[
        'visual-quality'
      ]!;
    expect(cost(0.8)).toBeLessThan(cost(0));
  });
});
