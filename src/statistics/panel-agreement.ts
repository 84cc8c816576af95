import type { Random } from '../base';
import type { AlphaLevel } from './alpha';
import { PairedUnits } from './alpha';
import type { Interval } from './bootstrap';
import { percentileInterval } from './bootstrap';
import { mapNumbers } from './map-numbers';
import type { Ratings } from './ratings';
import { meanRatings, ratingsOf, ratingsOfUnit } from './ratings';
import { closePairs, relaxedMatch } from './relaxed-match';
import { drawWeights } from './resample';

/** Raters agree on a clip when its variance is below this (Q-Save A.1, figure 9). */
export const CALM_VARIANCE = 0.3;
/** Limit on draws times ratings, which bounds the waiting time. */
const MOST_RATINGS = 5e7;
const FEWEST_DRAWS = 100;

/** Measures of agreement: alpha at three levels, relaxed match, and the share of units with a small variance. */
export const AGREEMENT_IDS = ['nominal', 'ordinal', 'interval', 'relaxed', 'calm'] as const;

export type AgreementId = (typeof AGREEMENT_IDS)[number];

export interface PanelAgreement {
  readonly raters: number;
  /** Units with two or more ratings, and those ratings: all measures are over them. */
  readonly units: number;
  readonly ratings: number;
  /** 0..1, alphas up to 1; `undefined` where disagreement is impossible. */
  readonly values: Readonly<Record<AgreementId, number | undefined>>;
  /** Percentile intervals over resamples of those units, and their number. */
  readonly intervals: Readonly<Partial<Record<AgreementId, Interval>>>;
  readonly draws: number;
}

/** All agreement measures of a panel. For very many ratings fewer than `draws` resamples are drawn. */
export function panelAgreement(ratings: Ratings, draws: number, random: Random): PanelAgreement {
  const paired = pairedOnly(ratings);
  const units = new PairedUnits(paired);
  const close = closePairs(paired);
  const calm = calmUnits(paired);
  const of = (weights?: ArrayLike<number>): Record<AgreementId, number | undefined> => ({
    ...(units.alphas(weights) satisfies Readonly<Record<AlphaLevel, number | undefined>>),
    relaxed: relaxedMatch(close, weights),
    calm: meanOf(calm, weights),
  });
  const made = Math.min(draws, Math.max(FEWEST_DRAWS, Math.floor(MOST_RATINGS / Math.max(1, units.ratings))));
  // All resamples of a single unit are equal.
  const count = units.units < 2 ? 0 : made;
  const drawn = AGREEMENT_IDS.map(() => new Float64Array(count));
  const weights = new Uint8Array(units.units);
  for (let draw = 0; draw < count; draw++) {
    drawWeights(random, weights);
    const values = of(weights);
    AGREEMENT_IDS.forEach((id, at) => (drawn[at]![draw] = values[id] ?? Number.NaN));
  }
  const intervals: Partial<Record<AgreementId, Interval>> = {};
  AGREEMENT_IDS.forEach((id, at) => {
    const interval = percentileInterval(drawn[at]!);
    if (interval !== undefined) intervals[id] = interval;
  });
  const { raters } = ratings;
  return { raters, units: units.units, ratings: units.ratings, values: of(), intervals, draws: count };
}

/** The units with two or more ratings: the only ones in which raters can agree. */
function pairedOnly(ratings: Ratings): Ratings {
  const units = Array.from({ length: ratings.units }, (_, unit) => unit).filter(
    (unit) => ratingsOfUnit(ratings, unit).length >= 2,
  );
  const row = (rater: number): Float64Array =>
    mapNumbers(units, (unit) => ratings.values[rater * ratings.units + unit]!);
  return ratingsOf(Array.from({ length: ratings.raters }, (_, rater) => row(rater)));
}

/** 1 for each unit whose ratings hardly vary, else 0. */
function calmUnits(ratings: Ratings): Float64Array {
  const { variance } = meanRatings(ratings);
  return mapNumbers(variance, (value) => (value < CALM_VARIANCE ? 1 : 0));
}

function meanOf(values: Float64Array, weights: ArrayLike<number> | undefined): number | undefined {
  let sum = 0;
  let all = 0;
  for (let i = 0; i < values.length; i++) {
    const weight = weights === undefined ? 1 : weights[i]!;
    sum += weight * values[i]!;
    all += weight;
  }
  return all === 0 ? undefined : sum / all;
}
