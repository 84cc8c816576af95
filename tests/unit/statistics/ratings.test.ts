import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../src/base/random';
import type { AlphaLevel } from '../../../src/statistics/alpha';
import { ALPHA_LEVELS, PairedUnits } from '../../../src/statistics/alpha';
import { raterQualities, worstRaters } from '../../../src/statistics/rater-quality';
import { panelAgreement } from '../../../src/statistics/panel-agreement';
import type { Ratings } from '../../../src/statistics/ratings';
import { meanRatings, ratingsOf, withoutRaters } from '../../../src/statistics/ratings';
import { closePairs, relaxedMatch } from '../../../src/statistics/relaxed-match';
import { screenedOut } from '../../../src/statistics/screening';
import { alternatingProjection, removeBias } from '../../../src/statistics/subject-bias';

const _ = null;
/** The example of Krippendorff's "Computing Krippendorff's Alpha-Reliability" (2011), with the values printed there. */
const FOUR = ratingsOf([
  [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
  [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
  [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
  [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
]);
/** The documented example of fast-krippendorff. */
const THREE = ratingsOf([
  [_, _, _, _, _, 3, 4, 1, 2, 1, 1, 3, 3, _, 3],
  [1, _, 2, 1, 3, 3, 4, 3, _, _, _, _, _, _, _],
  [_, _, 2, 1, 3, 4, 4, _, 2, 1, 1, 3, 3, _, 4],
]);

function alpha(ratings: Ratings, level: AlphaLevel): number | undefined {
  return new PairedUnits(ratings).alphas()[level];
}

describe("Krippendorff's alpha", () => {
  test.each([
    { name: 'nominal', level: 'nominal', ratings: THREE, expected: 0.691358, digits: 6 },
    { name: 'interval', level: 'interval', ratings: THREE, expected: 0.810845, digits: 6 },
    { name: 'nominal', level: 'nominal', ratings: FOUR, expected: 0.743, digits: 3 },
    { name: 'ordinal', level: 'ordinal', ratings: FOUR, expected: 0.815, digits: 3 },
    { name: 'interval', level: 'interval', ratings: FOUR, expected: 0.849, digits: 3 },
  ] as const)('is $expected for the published $name example', ({ level, ratings, expected, digits }) => {
    expect(alpha(ratings, level)!.toFixed(digits)).toBe(expected.toFixed(digits));
  });

  test('is 1 in full agreement and does not exist without two ratings or with one value throughout', () => {
    const agreed = ratingsOf([
      [1, 2, 3],
      [1, 2, 3],
    ]);
    for (const level of ALPHA_LEVELS) {
      expect(alpha(agreed, level)).toBeCloseTo(1, 12);
      expect(alpha(ratingsOf([[1, 2, 3]]), level)).toBeUndefined();
      expect(
        alpha(
          ratingsOf([
            [2, 2],
            [2, 2],
          ]),
          level,
        ),
      ).toBeUndefined();
      expect(alpha(ratingsOf([]), level)).toBeUndefined();
    }
  });

  test('does not depend on the order of raters, and only the interval level depends on distances', () => {
    const rating = fc.option(fc.integer({ min: 1, max: 5 }), { freq: 4 });
    fc.assert(
      fc.property(fc.array(fc.tuple(rating, rating, rating), { minLength: 2 }), (units) => {
        const rows = [0, 1, 2].map((rater) => units.map((unit) => unit[rater]!));
        const stretched = rows.map((row) => row.map((value) => (value === null ? null : value ** 3)));
        for (const level of ALPHA_LEVELS) {
          const value = alpha(ratingsOf(rows), level);
          const swapped = alpha(ratingsOf(rows.toReversed()), level);
          if (value === undefined) expect(swapped).toBeUndefined();
          else expect(swapped).toBeCloseTo(value, 9);
          if (level === 'interval' || value === undefined) continue;
          expect(alpha(ratingsOf(stretched), level)).toBeCloseTo(value, 9);
        }
      }),
    );
  });
});

test('relaxed match counts pairs of raters of one unit that differ by at most one point', () => {
  // Unit 1: 1-2, 1-3, 2-3, of which two are close; unit 2: 4-4.5; unit 3: one rating.
  const ratings = ratingsOf([
    [1, 4, 2],
    [2, 4.5, _],
    [3, _, _],
  ]);
  expect(relaxedMatch(closePairs(ratings))).toBe(3 / 4);
  expect(relaxedMatch(closePairs(ratings), [0, 5, 1])).toBe(1);
  expect(relaxedMatch(closePairs(ratingsOf([[1, 2]])))).toBeUndefined();
});

describe('the agreement of a panel', () => {
  test('of a resample is that of its units repeated', () => {
    const units = new PairedUnits(FOUR);
    const weights = [2, 0, 1, 3, 0, 0, 1, 1, 2, 0, 1];
    const written = ratingsOf(
      Array.from({ length: 4 }, (_unused, rater) =>
        weights.flatMap((weight, unit) => Array.from({ length: weight }, () => FOUR.values[rater * 12 + unit]!)),
      ),
    );
    for (const level of ALPHA_LEVELS) expect(units.alphas(weights)[level]).toBeCloseTo(alpha(written, level)!, 12);
  });

  test('has an interval around each measure, over the units with two ratings, equal for equal seeds', () => {
    const panel = panelAgreement(FOUR, 200, createRandom(1));
    expect(panel).toMatchObject({ raters: 4, units: 11, ratings: 40, draws: 200 });
    for (const [id, { low, high }] of Object.entries(panel.intervals)) {
      const value = panel.values[id as keyof typeof panel.values]!;
      expect(low).toBeLessThanOrEqual(value);
      expect(high).toBeGreaterThanOrEqual(value);
    }
    expect(panelAgreement(FOUR, 200, createRandom(1))).toEqual(panel);
  });

  test('of no ratings, of one unit or of one value throughout has only the measures that exist', () => {
    const lonely = panelAgreement(ratingsOf([[1, 2]]), 50, createRandom(1));
    expect(lonely).toMatchObject({ units: 0, draws: 0, intervals: {} });
    expect(Object.values(lonely.values)).toEqual([undefined, undefined, undefined, undefined, undefined]);
    const one = panelAgreement(ratingsOf([[1], [2]]), 50, createRandom(1));
    expect(one).toMatchObject({ units: 1, draws: 0, values: { relaxed: 1, calm: 0 } });
    const agreed = panelAgreement(
      ratingsOf([
        [3, 3],
        [3, 3],
      ]),
      50,
      createRandom(1),
    );
    expect(agreed.values).toEqual({ nominal: undefined, ordinal: undefined, interval: undefined, relaxed: 1, calm: 1 });
  });
});

test('mean ratings are means and variances of the existing ratings', () => {
  const { mean, variance, count } = meanRatings(
    ratingsOf([
      [1, 4, _],
      [3, _, _],
    ]),
  );
  expect([...mean]).toEqual([2, 4, Number.NaN]);
  expect([...variance]).toEqual([2, Number.NaN, Number.NaN]);
  expect([...count]).toEqual([2, 1, 0]);
});

describe('raters', () => {
  const TRUTH = Array.from({ length: 60 }, (_, i) => 1 + ((i * 7) % 60) / 15);
  const lenient = TRUTH.map((value) => value + 0.5);
  const random = TRUTH.map((_, i) => 1 + ((i * 37) % 41) / 10);
  const panel = ratingsOf([TRUTH, lenient, TRUTH, random]);

  test('are measured by bias and consistency against a reference', () => {
    const qualities = raterQualities(panel, TRUTH);
    expect(qualities[1]).toMatchObject({ n: 60, rater: 1 });
    expect(qualities[1]!.bias).toBeCloseTo(0.5, 12);
    expect(qualities[1]!.srcc).toBeCloseTo(1, 12);
    expect(qualities[3]!.error).toBeGreaterThan(1);
    expect(
      raterQualities(
        ratingsOf([
          [1, _],
          [_, 2],
        ]),
      )[0],
    ).toEqual({ rater: 0, n: 0 });
  });

  test('that agree least are dropped first, and at least two stay', () => {
    expect(worstRaters(panel, 1)).toEqual([3]);
    expect(worstRaters(panel, 2, TRUTH)).toEqual([3, 1]);
    expect(worstRaters(panel, 9)).toHaveLength(2);
    expect(withoutRaters(panel, [3]).raters).toBe(3);
  });

  test('that scatter to both sides are rejected by BT.500, and biased ones are not', () => {
    // A normally distributed panel, and one rater that alternates far to both sides.
    const shifts = [0, 0.06, 0.12, 0.19, 0.25, 0.32, 0.39, 0.47, 0.55, 0.65, 0.76, 0.9].flatMap((s) => [s, -s]);
    const rows = shifts.map((shift) => TRUTH.map((value, i) => value + shift * (i % 2 === 0 ? 1 : -1)));
    const wild = TRUTH.map((value, i) => value + (i % 2 === 0 ? 1.4 : -1.4));
    expect(screenedOut(ratingsOf([...rows, wild]))).toEqual([rows.length]);
    expect(screenedOut(ratingsOf([...rows, TRUTH.map((value) => value + 1.4)]))).toEqual([]);
  });

  test.each([
    { name: 'alternating projection', method: alternatingProjection },
    { name: 'one-time removal', method: removeBias },
  ])('with a constant bias each are seen through by $name', ({ method }) => {
    const biases = [0.6, -0.2, -0.4];
    const { quality, bias } = method(ratingsOf(biases.map((add) => TRUTH.map((value) => value + add))));
    quality.forEach((value, i) => expect(value).toBeCloseTo(TRUTH[i]!, 9));
    bias.forEach((value, i) => expect(value).toBeCloseTo(biases[i]!, 9));
  });

  test('are weighted by consistency, so quality is closer to the true values than the plain mean', () => {
    const noisy = TRUTH.map((value, i) => value + Math.sin(i * 12.9898) * 1.5);
    const fair = (k: number): number[] => TRUTH.map((value, i) => value + Math.sin(i * 7.7 + k) * 0.1);
    const ratings = ratingsOf([fair(1), fair(2), noisy]);
    const { quality, inconsistency } = alternatingProjection(ratings);
    const distance = (scores: Float64Array): number =>
      scores.reduce((sum, value, i) => sum + Math.abs(value - TRUTH[i]!), 0);
    expect(inconsistency[2]).toBeGreaterThan(5 * inconsistency[0]!);
    expect(distance(quality)).toBeLessThan(0.5 * distance(meanRatings(ratings).mean));
  });
});
