import { describe, expect, it } from 'vitest';
import type { ClipLabel, Observation } from '../../../../src/corpus/clip';
import { TRAINED_DIMENSIONS } from '../../../../src/corpus/clip';
import { fitRationaleGuide, guideOf } from '../../../../src/trainer/evaluation/rationale-guide';
import { ARTIFACTS } from '../../../../src/trainer/network/shape';
import { observation } from '../clips';

const MOTION = 'motion-quality';
const clip = (...observations: Observation[]): ClipLabel => ({
  id: '0',
  content: 'scene',
  split: 'train',
  dimensionRatings: { 'motion-amplitude': { mos: 3, ratings: [3] } } as unknown as ClipLabel['dimensionRatings'],
  observations,
});
const shaky = clip(observation('shake', { [MOTION]: 1 }));
const faint = clip(observation('shake', { [MOTION]: 0.05 }));
const noisy = clip(observation('noise', { 'clarity-quality': 1 }));
const fine = clip();
const given = (probability: number): number[] => ARTIFACTS.map((tag) => (tag === 'shake' ? probability : 0));

describe('the guide of rationales', () => {
  it('contains how often a present artifact must be named in each dimension', () => {
    const { lowers } = fitRationaleGuide([shaky, shaky, faint, noisy, fine], [given(0)], [fine]);
    expect(lowers[MOTION]![ARTIFACTS.indexOf('shake')]).toBeCloseTo(2 / 3, 3);
    expect(lowers[MOTION]![ARTIFACTS.indexOf('noise')]).toBe(0);
    expect(lowers['clarity-quality']![ARTIFACTS.indexOf('noise')]).toBe(1);
    expect(lowers['motion-amplitude']!.every((share) => share === 0)).toBe(true);
  });

  it('names no artifact in more than 90 % of the clean answers that it was fitted on', () => {
    const clips = Array.from({ length: 100 }, () => fine);
    const probabilities = clips.map((_, i) => given(i / 100));
    const everywhere = clip(observation('shake', Object.fromEntries(TRAINED_DIMENSIONS.map((id) => [id, 1]))));
    const guide = fitRationaleGuide([everywhere], probabilities, clips);
    const silent = probabilities.filter((each) => !guideOf(guide, MOTION, each).namesAny).length;
    expect(silent).toBeGreaterThanOrEqual(91);
    expect(guideOf(guide, MOTION, given(1)).namesAny).toBe(true);
    expect(guideOf(guide, MOTION, given(1)).order[0]).toBe('shake');
  });

  it('names a second artifact from the best threshold on the clips that it was fitted on', () => {
    const both = clip(observation('shake', { [MOTION]: 1 }), observation('flicker', { [MOTION]: 0.5 }));
    const flickers = (probability: number): number[] =>
      ARTIFACTS.map((tag) => (tag === 'shake' ? 1 : tag === 'flicker' ? probability : 0));
    // Flicker is present from 0.45: a lower threshold names an absent second artifact, a higher one misses a present one.
    const probabilities = Array.from({ length: 50 }, (_, i) => flickers(i / 50));
    const labels = probabilities.map((_, i) => (i / 50 >= 0.45 ? both : shaky));
    const { nameFrom } = fitRationaleGuide([shaky, both], probabilities, labels);
    expect([0.4, 0.5]).toContain(nameFrom);
  });
});
