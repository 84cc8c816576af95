import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/base/random';
import { TAGS } from '../../../src/quality/tags';
import { TRAINED_DIMENSIONS } from '../../../src/corpus/clip';
import { PhotoShelf } from '../../../src/corpus/content';
import { rateClip } from '../../../src/corpus/judge';
import { makeClip } from '../../../src/corpus/make';
import type { ShownDistortion } from '../../../src/corpus/psychometric';
import {
  WEIGHTS,
  amplitude,
  perceivedStrength,
  observationsOf,
  regionOf,
  spanOf,
  trueScores,
} from '../../../src/corpus/psychometric';
import { PANEL, ask, createPool, mostConsistent, rate } from '../../../src/corpus/raters';
import { everywhere, smallWalk } from './plans';

const tag = (distortionType: string, strength: number): ShownDistortion => ({
  distortionType,
  tag: distortionType,
  strength,
  region: 'everywhere',
  span: 'throughout',
});

describe('true scores', () => {
  it('fall as the level rises, for every distortion and every dimension with a weight', () => {
    for (const [id, weights] of Object.entries(WEIGHTS)) {
      for (const dimension of Object.keys(weights) as (keyof typeof weights)[]) {
        const scores = [0, 0.2, 0.5, 0.8, 1].map((s) => trueScores({}, [tag(id, s)], 0.1)[dimension]);
        for (let i = 1; i < scores.length; i++) expect(scores[i]).toBeLessThan(scores[i - 1]!);
        expect(scores.at(-1)).toBeGreaterThanOrEqual(1);
      }
    }
  });

  it('are at the top for a clean clip', () => {
    const scores = trueScores({}, [], 0.9);
    for (const dimension of TRAINED_DIMENSIONS) expect(scores[dimension]).toBeCloseTo(5, 6);
  });

  it('are separate: blur does not lower motion quality', () => {
    const scores = trueScores({}, [tag('blur', 1)], 0.1);
    expect(scores['motion-quality']).toBe(5);
    expect(scores['dynamic-quality']).toBe(5);
    expect(scores['clarity-quality']).toBeLessThan(1.5);
  });

  it('differ by profile: noise and blocking hardly count in generated video', () => {
    for (const id of ['noise', 'blocking', 'exposure-error', 'abnormal-colour']) {
      const scores = trueScores({}, [tag(id, 1)], 0.1);
      const ordinary = Math.min(scores['clarity-quality'], scores['aesthetic-quality']);
      expect(ordinary).toBeLessThan(2.5);
      expect(scores['visual-quality']).toBeGreaterThan(4.3);
    }
  });

  it('lower generated video for blur and for the detail that it removes', () => {
    const seen = (severity: number) => {
      const plan = smallWalk({ distortions: [everywhere('blur', severity)] });
      const made = makeClip(plan, new PhotoShelf());
      return {
        visual: rateClip(plan, made, createPool(1)).truth['visual-quality'],
        flatness: made.appearance.flatness,
      };
    };
    const [sharp, blurred] = [seen(0), seen(1)];
    expect(sharp.visual).toBeGreaterThan(4.5);
    // The scale is lenient: a strict scale's 2 is 2.74 here.
    expect(blurred.visual).toBeLessThan(2.5);
    expect(blurred.flatness).toBeGreaterThan(sharp.flatness + 0.3);
  });

  it('give motion amplitude from true motion alone', () => {
    expect(amplitude(0)).toBe(1);
    expect(amplitude(2)).toBe(5);
    const steps = [0, 0.01, 0.05, 0.2, 0.5].map(amplitude);
    for (let i = 1; i < steps.length; i++) expect(steps[i]).toBeGreaterThan(steps[i - 1]!);
    expect(trueScores({}, [tag('large-collapse', 1)], 0.05)['motion-amplitude']).toBe(amplitude(0.05));
  });

  it('fall less for a small or short distortion', () => {
    const place = { x: 0.5, y: 0.5, rx: 0.2, ry: 0.2 };
    expect(perceivedStrength(0.6, undefined, 1)).toBeCloseTo(0.6, 12);
    expect(perceivedStrength(0.6, place, 1)).toBeLessThan(0.6);
    expect(perceivedStrength(0.6, place, 0.3)).toBeLessThan(perceivedStrength(0.6, place, 1));
  });

  it('have weights for existing tags only', () => {
    const tags = new Set(TAGS.map((tag) => tag.id));
    for (const id of ['single-image-move', 'meaningless-close-up', 'game-interface', 'selfie', 'vector-animation'])
      expect(tags.has(id)).toBe(true);
  });
});

describe('observations', () => {
  it('are in the order of their cost', () => {
    const observations = observationsOf({}, [tag('overlay', 0.2), tag('large-collapse', 0.9)], 0.1);
    expect(observations.map((observation) => observation.tag)).toEqual(['large-collapse', 'overlay']);
    expect(observations[0]!.severity).toBe('severe');
    expect(observations[0]!.cost['dynamic-quality']).toBeGreaterThan(2);
    expect(observations[1]!.cost['motion-quality']).toBeUndefined();
  });

  it('have words for place and span', () => {
    expect(regionOf(undefined)).toBe('everywhere');
    expect(regionOf({ x: 0.15, y: 0.5, rx: 0.2, ry: 0.2 })).toBe('left');
    expect(regionOf({ x: 0.5, y: 0.85, rx: 0.2, ry: 0.2 })).toBe('bottom');
    expect(regionOf({ x: 0.55, y: 0.5, rx: 0.2, ry: 0.2 })).toBe('centre');
    expect(spanOf(0, 1)).toBe('throughout');
    expect(spanOf(0.05, 0.4)).toBe('early');
    expect(spanOf(0.3, 0.7)).toBe('midway');
    expect(spanOf(0.6, 1)).toBe('late');
  });
});

describe('raters', () => {
  it('rate in half steps on 1..5, near the true score', () => {
    const random = createRandom('raters');
    const pool = createPool('raters');
    const ratings = Array.from({ length: 4_000 }, (_, i) => rate(3, pool[i % pool.length]!, random));
    for (const rating of ratings) {
      expect(rating * 2).toBe(Math.round(rating * 2));
      expect(rating).toBeGreaterThanOrEqual(1);
      expect(rating).toBeLessThanOrEqual(5);
    }
    const mean = ratings.reduce((sum, rating) => sum + rating, 0) / ratings.length;
    expect(Math.abs(mean - 3)).toBeLessThan(0.12);
    const spread = Math.sqrt(ratings.reduce((sum, rating) => sum + (rating - mean) ** 2, 0) / ratings.length);
    expect(spread).toBeGreaterThan(0.25);
    expect(spread).toBeLessThan(0.75);
  });

  it('form panels of three for training and twelve otherwise; the MOS is their mean', () => {
    const truth = trueScores({}, [tag('blur', 0.5)], 0.1);
    for (const split of ['train', 'validation', 'test'] as const) {
      const dimensionRatings = ask(truth, createPool(1), split, createRandom(split));
      for (const { mos, ratings } of Object.values(dimensionRatings)) {
        expect(ratings).toHaveLength(PANEL[split]);
        expect(mos).toBeCloseTo(ratings.reduce((sum, rating) => sum + rating, 0) / ratings.length, 3);
      }
    }
  });

  it('lose the least consistent member', () => {
    const rows = [
      [4, 4, 3],
      [1, 5, 1],
      [4, 3.5, 3],
      [4.5, 4, 3],
    ];
    expect(mostConsistent(rows, 3)).toEqual([rows[0], rows[2], rows[3]]);
  });
});
