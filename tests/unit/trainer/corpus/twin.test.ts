import { describe, expect, it } from 'vitest';
import { TRAINED_DIMENSIONS } from '../../../../src/trainer/corpus/clip';
import { PhotoShelf } from '../../../../src/trainer/corpus/content';
import { judge } from '../../../../src/trainer/corpus/judge';
import { makeClip } from '../../../../src/trainer/corpus/make';
import type { ClipPlan } from '../../../../src/trainer/corpus/plan';
import { SEVERITIES, planClip } from '../../../../src/trainer/corpus/plan';
import { createPool } from '../../../../src/trainer/corpus/raters';
import { twinOf } from '../../../../src/trainer/corpus/twin';
import { everywhere, smallWalk } from './plans';

const PLANS = Array.from({ length: 600 }, (_, n) => planClip('twins', n, []));

const changed = (plan: ClipPlan, twin: ClipPlan): number[] =>
  plan.harms.flatMap(({ severity }, n) => (severity === twin.harms[n]!.severity ? [] : [n]));

/** A plan whose twin has the same faults at another size, whatever else is drawn for it. */
function twinPair(harms: ClipPlan['harms'], wanted: (twin: ClipPlan) => boolean): { plan: ClipPlan; twin: ClipPlan } {
  for (let n = 0; n < 200; n++) {
    const plan = { ...smallWalk({ harms }), seed: `twin/${n}` };
    const twin = twinOf(plan);
    if (wanted(twin)) return { plan, twin };
  }
  throw new Error('no such twin among 200');
}

const opinions = (plan: ClipPlan) => {
  const { truth, label } = judge(plan, makeClip(plan, new PhotoShelf()), createPool('twins'));
  return { truth, label };
};

describe('a twin', () => {
  it('is a function of its clip, and keeps scene, camera, faults, raters and split', () => {
    for (const plan of PLANS) {
      const twin = twinOf(plan);
      expect(twinOf(plan)).toEqual(twin);
      const { width: _, height: __, harms, nuisance: ___, ...kept } = twin;
      expect(plan).toMatchObject(kept);
      expect(harms.map(({ severity: ____, ...harm }) => harm)).toEqual(
        plan.harms.map(({ severity: _____, ...harm }) => harm),
      );
    }
  });

  it('has at most one fault in another severity, clearly another and one that clips have', () => {
    const twins = PLANS.map((plan) => ({ plan, twin: twinOf(plan), at: changed(plan, twinOf(plan)) }));
    for (const { plan, twin, at } of twins) {
      expect(at.length).toBeLessThanOrEqual(1);
      for (const n of at) {
        expect(Math.abs(twin.harms[n]!.severity - plan.harms[n]!.severity)).toBeGreaterThanOrEqual(0.2 - 1e-12);
        expect(twin.harms[n]!.severity).toBeGreaterThanOrEqual(SEVERITIES.least);
        expect(twin.harms[n]!.severity).toBeLessThanOrEqual(SEVERITIES.most);
      }
    }
    const faulty = twins.filter(({ plan }) => plan.harms.length > 0);
    const share = faulty.filter(({ at }) => at.length === 1).length / faulty.length;
    expect(share).toBeGreaterThan(0.6);
    expect(share).toBeLessThan(0.8);
  });

  it('is filmed at the size of its clip and arrives at most an eighth larger or smaller', () => {
    const filmed = ({ width, nuisance }: ClipPlan): number => width * nuisance.oversize;
    for (const plan of PLANS) {
      const twin = twinOf(plan);
      expect(Math.abs(twin.width / plan.width - 1)).toBeLessThan(0.125);
      expect(Math.abs(filmed(twin) - filmed(plan))).toBeLessThanOrEqual(2);
      expect([twin.width % 2, twin.height % 2]).toEqual([0, 0]);
    }
  });

  it('of another size is rated as its clip is, by the same people', () => {
    const { plan, twin } = twinPair(
      [everywhere('blur', 0.5)],
      ({ width, harms }) => Math.abs(width - 256) > 15 && harms[0]!.severity === 0.5,
    );
    const [clip, other] = [opinions(plan), opinions(twin)];
    for (const id of TRAINED_DIMENSIONS) {
      expect(Math.abs(other.truth[id] - clip.truth[id]), id).toBeLessThan(0.1);
      // Half-step ratings of nearly the same truth in the same mood: some may fall to the next step.
      const moved = other.label.opinions[id].ratings.filter(
        (rating, n) => rating !== clip.label.opinions[id].ratings[n],
      );
      expect(moved.length, id).toBeLessThanOrEqual(2);
    }
  });

  it('with a worse fault is rated lower where that fault counts', () => {
    const { plan, twin } = twinPair([everywhere('blur', 0.3)], ({ harms }) => harms[0]!.severity > 0.8);
    const [clip, worse] = [opinions(plan), opinions(twin)];
    expect(worse.truth['clarity-quality']).toBeLessThan(clip.truth['clarity-quality'] - 0.3);
    expect(worse.label.opinions['clarity-quality'].mos).toBeLessThan(clip.label.opinions['clarity-quality'].mos);
  });
});
