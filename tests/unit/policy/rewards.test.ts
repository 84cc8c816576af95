import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIVE_RATINGS, nearestLevel, NINE_LEVELS, ratingOfMos } from '../../../src/quality/levels';
import {
  absoluteReward,
  accuracyDistanceReward,
  levelFormatReward,
  nearestIndex,
  ratingFormatReward,
  rewardVector,
  squaredReward,
} from '../../../src/policy/rewards';

const NINE = NINE_LEVELS.map((level) => level.score);
const FIVE = FIVE_RATINGS.map((level) => level.score);
const score = fc.double({ min: 1, max: 5, noNaN: true });

describe('the distance rewards of ASO', () => {
  it('are -beta |s - s*| and -beta (s - s*)^2 at every level', () => {
    expect([...rewardVector(FIVE, (s) => absoluteReward(s, 3.5, 2))]).toEqual([-5, -3, -1, -1, -3]);
    expect([...rewardVector(FIVE, (s) => squaredReward(s, 3.5, 2))]).toEqual([-12.5, -4.5, -0.5, -0.5, -4.5]);
    expect(absoluteReward(2, 5)).toBe(-3);
    expect(squaredReward(2, 5)).toBe(-9);
  });

  it('are +0 without weight, never -0', () => {
    expect(Object.is(absoluteReward(1, 5, 0), 0)).toBe(true);
    expect(Object.is(squaredReward(1, 5, 0), 0)).toBe(true);
  });

  it('are largest at the level nearest to the target', () => {
    fc.assert(
      fc.property(score, (target) => {
        for (const reward of [absoluteReward, squaredReward]) {
          const rewards = rewardVector(NINE, (s) => reward(s, target));
          expect(Math.max(...rewards)).toBe(rewards[nearestIndex(NINE, target)]);
        }
      }),
    );
  });
});

describe('accuracyDistanceReward', () => {
  it('gives 1 + 5 for a hit and 5 less the distance for a miss (eqs. 1 and 2)', () => {
    expect(accuracyDistanceReward(NINE, 3.5, 3.5, { accuracy: 1, distance: 1 })).toBe(6);
    expect(accuracyDistanceReward(NINE, 3, 3.5)).toBe(4.5);
    expect(accuracyDistanceReward(NINE, 1, 5)).toBe(1);
    expect(accuracyDistanceReward(NINE, 3, 3.5, { accuracy: 2, distance: 0.5 })).toBe(2.25);
  });

  it('rounds prediction and target to the nearest half step before comparing them', () => {
    expect(accuracyDistanceReward(NINE, 3.3, 3.6)).toBeCloseTo(1 + 4.7, 12);
    // Halfway rounds down for both.
    expect(accuracyDistanceReward(NINE, 3, 3.25)).toBe(1 + 4.75);
    expect(accuracyDistanceReward(NINE, 3.5, 3.25)).toBe(4.75);
  });

  it('gives nothing to an answer without a score', () => {
    expect(accuracyDistanceReward(NINE, undefined, 3)).toBe(0);
  });
});

describe('ratingFormatReward', () => {
  it('gives 1 for the rating of the MOS and half a point for the rationale (Q-Save 4.3)', () => {
    expect(ratingFormatReward('Fair', ratingOfMos(3.4).word, true)).toBe(1.5);
    expect(ratingFormatReward('Fair', ratingOfMos(3.4).word, false)).toBe(1);
    expect(ratingFormatReward('Good', ratingOfMos(3.4).word, true)).toBe(0.5);
    expect(ratingFormatReward(undefined, ratingOfMos(3.4).word, false)).toBe(0);
    expect(ratingFormatReward('Good', ratingOfMos(4).word, true, 0.2)).toBe(1.2);
  });
});

describe('levelFormatReward', () => {
  it('is 1 on five levels exactly where the rating word matches, bounds included', () => {
    const onBounds = fc.constantFrom(1, 1.8, 2.6, 3.4, 4.2, 5);
    fc.assert(
      fc.property(fc.oneof(score, onBounds), (mos) => {
        const rewards = rewardVector(FIVE, (_, level) => levelFormatReward(FIVE, level, mos, true));
        const expected = FIVE_RATINGS.map((rating) => ratingFormatReward(rating.word, ratingOfMos(mos).word, true));
        expect([...rewards]).toEqual(expected);
        expect(FIVE_RATINGS[rewards.indexOf(1.5)]).toBe(ratingOfMos(mos));
      }),
    );
  });

  it('is 1 on any scale for the level that equals the target', () => {
    for (const count of [2, 3, 7, 9, 21]) {
      const scores = Array.from({ length: count }, (_, i) => 1 + (4 * i) / (count - 1));
      scores.forEach((target, own) => {
        const rewards = rewardVector(scores, (_, level) => levelFormatReward(scores, level, target, false));
        expect([...rewards], `${count} levels, target ${target}`).toEqual(scores.map((_, s) => (s === own ? 1 : 0)));
      });
    }
  });
});

describe('nearestIndex', () => {
  it('agrees with nearestLevel', () => {
    fc.assert(
      fc.property(score, (value) => NINE_LEVELS[nearestIndex(NINE, value)] === nearestLevel(NINE_LEVELS, value)),
    );
  });
});
