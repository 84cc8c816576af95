import { alpha } from '../../statistics/alpha';
import type { RaterQuality } from '../../statistics/rater-quality';
import { raterQualities, worstRaters } from '../../statistics/rater-quality';
import { meanOpinions, withoutRaters } from '../../statistics/ratings';
import type { Ratings } from '../../statistics/ratings';
import { relaxedMatch } from '../../statistics/relaxed-match';
import { screenedOut } from '../../statistics/screening';
import { srcc } from '../../statistics/srcc';
import { alternatingProjection, FEWEST_FOR_PROJECTION, removeBias } from '../../statistics/subject-bias';
import type { Dimension } from './dataset';

/** What a panel of raters agrees on. */
export interface PanelAgreement {
  readonly raters: number;
  readonly nominal: number | undefined;
  readonly ordinal: number | undefined;
  readonly interval: number | undefined;
  readonly relaxed: number | undefined;
  /** Share of clips whose ratings vary by less than 0.3 (Q-Save A.1). */
  readonly calm: number | undefined;
}

export interface RaterRow extends RaterQuality {
  readonly name: string;
  /** Standard deviation that quality and bias leave of this rater. */
  readonly inconsistency: number;
  readonly screened: boolean;
  readonly dropped: boolean;
}

export interface RaterReport {
  readonly dimension: string;
  /** The method behind `unbiased` and `inconsistency`. */
  readonly unbiasedBy: string;
  readonly all: PanelAgreement;
  /** Without the worst `drop` raters; undefined with none dropped. */
  readonly kept: PanelAgreement | undefined;
  readonly rows: readonly RaterRow[];
  /** Variance of the ratings of each clip that has two or more. */
  readonly variances: readonly number[];
  /** SRCC of each method with the plain mean, the mean without the dropped raters, and the bias-free quality. */
  readonly methods: readonly {
    readonly name: string;
    readonly plain: number | undefined;
    readonly kept: number | undefined;
    readonly unbiased: number | undefined;
  }[];
}

const CALM_VARIANCE = 0.3;

/** Everything about the raters of a dimension; undefined where a single column holds the human score. */
export function raterReport(dimension: Dimension, drop: number): RaterReport | undefined {
  if (dimension.raters === undefined) return undefined;
  const { names, ratings } = dimension.raters;
  const dropped = worstRaters(ratings, drop);
  const left = withoutRaters(ratings, dropped);
  const projected = ratings.raters >= FEWEST_FOR_PROJECTION;
  const unbiased = projected ? alternatingProjection(ratings) : removeBias(ratings);
  const screened = screenedOut(ratings);
  const keptMeans = meanOpinions(left).mean;
  return {
    dimension: dimension.name,
    unbiasedBy: projected ? 'ITU-T P.910, alternating projection' : 'ITU-T P.913, for panels this small',
    all: agreement(ratings),
    kept: dropped.length === 0 ? undefined : agreement(left),
    rows: raterQualities(ratings).map((quality) => ({
      ...quality,
      name: names[quality.rater] ?? `rater ${quality.rater + 1}`,
      inconsistency: unbiased.inconsistency[quality.rater]!,
      screened: screened.includes(quality.rater),
      dropped: dropped.includes(quality.rater),
    })),
    variances: [...meanOpinions(ratings).variance].filter((value) => !Number.isNaN(value)),
    methods: dimension.methods.map(({ name, predicted }) => ({
      name,
      plain: srccOfPresent(predicted, dimension.human),
      kept: srccOfPresent(predicted, keptMeans),
      unbiased: srccOfPresent(predicted, unbiased.quality),
    })),
  };
}

function agreement(ratings: Ratings): PanelAgreement {
  const variances = [...meanOpinions(ratings).variance].filter((value) => !Number.isNaN(value));
  return {
    raters: ratings.raters,
    nominal: alpha(ratings, 'nominal'),
    ordinal: alpha(ratings, 'ordinal'),
    interval: alpha(ratings, 'interval'),
    relaxed: relaxedMatch(ratings),
    calm:
      variances.length === 0 ? undefined : variances.filter((value) => value < CALM_VARIANCE).length / variances.length,
  };
}

function srccOfPresent(x: Float64Array, y: Float64Array): number | undefined {
  const rows = [...x.keys()].filter((row) => !Number.isNaN(x[row]!) && !Number.isNaN(y[row]!));
  return srcc(
    rows.map((row) => x[row]!),
    rows.map((row) => y[row]!),
  );
}
