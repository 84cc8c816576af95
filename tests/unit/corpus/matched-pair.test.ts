import { describe, expect, it } from 'vitest';
import { TRAINED_DIMENSIONS } from '../../../src/corpus/clip';
import { PhotoShelf } from '../../../src/corpus/content';
import { rateClip } from '../../../src/corpus/judge';
import { makeClip } from '../../../src/corpus/make';
import type { ClipPlan } from '../../../src/corpus/plan';
import { SEVERITIES, planClip } from '../../../src/corpus/plan';
import { createPool } from '../../../src/corpus/raters';
import { partnerOf } from '../../../src/corpus/matched-pair';
import { everywhere, smallWalk } from './plans';

const PLANS = Array.from({ length: 600 }, (_, n) => planClip('partners', n, []));

const changed = (plan: ClipPlan, partner: ClipPlan): number[] =>
  plan.distortions.flatMap(({ severity }, n) => (severity === partner.distortions[n]!.severity ? [] : [n]));

/** A plan whose matched pair fulfils `wanted`, from up to 200 draws. */
function partnerPair(
  distortions: ClipPlan['distortions'],
  wanted: (partner: ClipPlan) => boolean,
): { plan: ClipPlan; partner: ClipPlan } {
  for (let n = 0; n < 200; n++) {
    const plan = { ...smallWalk({ distortions }), seed: `twin/${n}` };
    const partner = partnerOf(plan);
    if (wanted(partner)) return { plan, partner };
  }
  throw new Error('no such matched pair among 200');
}

const dimensionRatings = (plan: ClipPlan) => {
  const { truth, label } = rateClip(plan, makeClip(plan, new PhotoShelf()), createPool('partners'));
  return { truth, label };
};

describe('the second clip of a matched pair', () => {
  it('is a function of the first, with the same scene, camera, distortions, raters and split', () => {
    for (const plan of PLANS) {
      const partner = partnerOf(plan);
      expect(partnerOf(plan)).toEqual(partner);
      const { width: _, height: __, distortions, augmentation: ___, ...kept } = partner;
      expect(plan).toMatchObject(kept);
      expect(distortions.map(({ severity: ____, ...distortion }) => distortion)).toEqual(
        plan.distortions.map(({ severity: _____, ...distortion }) => distortion),
      );
    }
  });

  it('has at most one distortion at another level, clearly different and within range', () => {
    const partners = PLANS.map((plan) => ({ plan, partner: partnerOf(plan), at: changed(plan, partnerOf(plan)) }));
    for (const { plan, partner, at } of partners) {
      expect(at.length).toBeLessThanOrEqual(1);
      for (const n of at) {
        expect(Math.abs(partner.distortions[n]!.severity - plan.distortions[n]!.severity)).toBeGreaterThanOrEqual(
          0.2 - 1e-12,
        );
        expect(partner.distortions[n]!.severity).toBeGreaterThanOrEqual(SEVERITIES.least);
        expect(partner.distortions[n]!.severity).toBeLessThanOrEqual(SEVERITIES.most);
      }
    }
    const flawed = partners.filter(({ plan }) => plan.distortions.length > 0);
    const share = flawed.filter(({ at }) => at.length === 1).length / flawed.length;
    expect(share).toBeGreaterThan(0.6);
    expect(share).toBeLessThan(0.8);
  });

  it('is filmed at the size of the first and is at most an eighth larger or smaller', () => {
    const filmed = ({ width, augmentation }: ClipPlan): number => width * augmentation.oversize;
    for (const plan of PLANS) {
      const partner = partnerOf(plan);
      expect(Math.abs(partner.width / plan.width - 1)).toBeLessThan(0.125);
      expect(Math.abs(filmed(partner) - filmed(plan))).toBeLessThanOrEqual(2);
      expect([partner.width % 2, partner.height % 2]).toEqual([0, 0]);
    }
  });

  it('has the same ratings at another size', () => {
    const { plan, partner } = partnerPair(
      [everywhere('blur', 0.5)],
      ({ width, distortions }) => Math.abs(width - 256) > 15 && distortions[0]!.severity === 0.5,
    );
    const [clip, other] = [dimensionRatings(plan), dimensionRatings(partner)];
    for (const id of TRAINED_DIMENSIONS) {
      expect(Math.abs(other.truth[id] - clip.truth[id]), id).toBeLessThan(0.1);
      // The true scores are nearly the same and the rater noise is the same: a few ratings differ by half a step.
      const moved = other.label.dimensionRatings[id].ratings.filter(
        (rating, n) => rating !== clip.label.dimensionRatings[id].ratings[n],
      );
      expect(moved.length, id).toBeLessThanOrEqual(2);
    }
  });

  it('has lower ratings with a higher level where that distortion has a weight', () => {
    const { plan, partner } = partnerPair(
      [everywhere('blur', 0.3)],
      ({ distortions }) => distortions[0]!.severity > 0.8,
    );
    const [clip, worse] = [dimensionRatings(plan), dimensionRatings(partner)];
    expect(worse.truth['clarity-quality']).toBeLessThan(clip.truth['clarity-quality'] - 0.3);
    expect(worse.label.dimensionRatings['clarity-quality'].mos).toBeLessThan(
      clip.label.dimensionRatings['clarity-quality'].mos,
    );
  });
});
