import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  expectedScore,
  FIVE_RATINGS,
  levelsOf,
  nearestLevel,
  NINE_LEVELS,
  ratingOfMos,
  spread,
} from '../../../src/quality/levels';

const distribution = (length: number) =>
  fc.array(fc.double({ min: 0.001, max: 1, noNaN: true }), { minLength: length, maxLength: length }).map((weights) => {
    const sum = weights.reduce((a, b) => a + b, 0);
    return weights.map((weight) => weight / sum);
  });

describe('the two level scales', () => {
  it('run from 1 to 5 in equal steps, lowest first', () => {
    for (const [levels, step] of [
      [NINE_LEVELS, 0.5],
      [FIVE_RATINGS, 1],
    ] as const) {
      levels.forEach((level, j) => expect(level.score, level.word).toBe(1 + j * step));
      expect(levels.at(-1)!.score).toBe(5);
      expect(new Set(levels.map((level) => level.word)).size).toBe(levels.length);
    }
  });

  it('belong to their profiles', () => {
    expect(levelsOf('ultravqa')).toBe(NINE_LEVELS);
    expect(levelsOf('q-save')).toBe(FIVE_RATINGS);
  });
});

describe('expectedScore', () => {
  it("equals 1 + 4 times the paper's sum of p_j w_j with weights 0, .25, .5, .75, 1", () => {
    const p = [0.1, 0.2, 0.3, 0.25, 0.15];
    const published = p[1]! * 0.25 + p[2]! * 0.5 + p[3]! * 0.75 + p[4]! * 1;
    expect(expectedScore(FIVE_RATINGS, p)).toBeCloseTo(1 + 4 * published, 12);
  });

  it('stays on 1..5 and is the level itself when the distribution is certain', () => {
    fc.assert(
      fc.property(distribution(9), (p) => {
        const score = expectedScore(NINE_LEVELS, p);
        return score >= 1 - 1e-9 && score <= 5 + 1e-9;
      }),
    );
    NINE_LEVELS.forEach((level, j) => {
      const certain = NINE_LEVELS.map((_, i) => (i === j ? 1 : 0));
      expect(expectedScore(NINE_LEVELS, certain)).toBe(level.score);
      expect(spread(NINE_LEVELS, certain)).toBe(0);
    });
  });

  it('has its largest spread, two points, with half of the mass at each end', () => {
    expect(spread(NINE_LEVELS, [0.5, 0, 0, 0, 0, 0, 0, 0, 0.5])).toBeCloseTo(2, 12);
  });
});

describe('nearestLevel', () => {
  it('names the level at most a quarter point away on nine levels', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 5, noNaN: true }), (score) => {
        return Math.abs(nearestLevel(NINE_LEVELS, score).score - score) <= 0.25 + 1e-9;
      }),
    );
  });

  it('returns the lower level halfway', () => {
    expect(nearestLevel(NINE_LEVELS, 3.25).word).toBe('Acceptable');
    expect(nearestLevel(FIVE_RATINGS, 3.5).word).toBe('Fair');
  });
});

describe('ratingOfMos', () => {
  it.each([
    [1, 'Bad'],
    [1.8, 'Bad'],
    [1.8001, 'Poor'],
    [2.6, 'Poor'],
    [3.4, 'Fair'],
    [4.2, 'Good'],
    [4.2001, 'Excellent'],
    [5, 'Excellent'],
  ])('maps %f to %s: upper bounds are inclusive', (mos, word) => {
    expect(ratingOfMos(mos).word).toBe(word);
  });

  it.each([0.99, 5.01, Number.NaN])('refuses %f', (mos) => {
    expect(() => ratingOfMos(mos)).toThrow(RangeError);
  });

  it('never gives a lower rating to a higher MOS', () => {
    const mos = fc.double({ min: 1, max: 5, noNaN: true });
    fc.assert(
      fc.property(mos, mos, (a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        return ratingOfMos(low).score <= ratingOfMos(high).score;
      }),
    );
  });
});
