import type { Random } from '../../../base';
import type { PanelAgreement, RaterQuality, Ratings } from '../../../statistics';
import {
  FEWEST_FOR_PROJECTION,
  alternatingProjection,
  mapNumbers,
  meanRatings,
  panelAgreement,
  raterQualities,
  removeBias,
  screenedOut,
  srcc,
  withoutRaters,
  worstRaters,
} from '../../../statistics';
import type { Dimension } from './dataset';

export interface RaterRow extends RaterQuality {
  readonly name: string;
  /** Standard deviation of this rater's scores around quality plus bias. */
  readonly inconsistency: number;
  readonly screened: boolean;
  readonly dropped: boolean;
}

/** The correlation of one method with four kinds of MOS. */
export interface MethodByOpinion {
  readonly name: string;
  readonly plain: number | undefined;
  /** Without the dropped raters. */
  readonly kept: number | undefined;
  /** Without the raters that BT.500 screening rejects. */
  readonly screened: number | undefined;
  /** With the raters' biases subtracted. */
  readonly unbiased: number | undefined;
}

export interface RaterReport {
  readonly dimension: string;
  /** What raters are compared with. */
  readonly against: 'specialists' | 'others';
  /** The method behind `unbiased` and `inconsistency`. */
  readonly unbiasedBy: string;
  readonly all: PanelAgreement;
  /** Without the worst `drop` raters. Undefined where none is dropped. */
  readonly kept: PanelAgreement | undefined;
  readonly rows: readonly RaterRow[];
  /** Variance of the ratings of each clip that has two or more, and the clips' rows, from 1. */
  readonly variances: Float64Array;
  readonly varianceRows: Uint32Array;
  /** SRCC of each method by each kind of MOS. */
  readonly methods: readonly MethodByOpinion[];
}

/** The report on the raters of a dimension. Undefined where a single column holds the human score. */
export function raterReport(
  dimension: Dimension,
  drop: number,
  { draws, random }: { readonly draws: number; readonly random: Random },
): RaterReport | undefined {
  if (dimension.raters === undefined) return undefined;
  const { names, ratings } = dimension.raters;
  const { specialists } = dimension;
  const dropped = worstRaters(ratings, drop, specialists);
  const projected = ratings.raters >= FEWEST_FOR_PROJECTION;
  const unbiased = projected ? alternatingProjection(ratings) : removeBias(ratings);
  const screened = screenedOut(ratings);
  const left = withoutRaters(ratings, dropped);
  const { variance } = meanRatings(ratings);
  const rows = Uint32Array.from(variance.keys()).filter((row) => !Number.isNaN(variance[row]!));
  return {
    dimension: dimension.name,
    against: specialists === undefined ? 'others' : 'specialists',
    unbiasedBy: projected ? 'ITU-T P.910, alternating projection' : 'ITU-T P.913, for panels this small',
    all: panelAgreement(ratings, draws, random.fork('all')),
    kept: dropped.length === 0 ? undefined : panelAgreement(left, draws, random.fork('kept')),
    rows: raterQualities(ratings, specialists).map((quality) => ({
      ...quality,
      name: names[quality.rater] ?? `rater ${quality.rater + 1}`,
      inconsistency: unbiased.inconsistency[quality.rater]!,
      screened: screened.includes(quality.rater),
      dropped: dropped.includes(quality.rater),
    })),
    variances: mapNumbers(rows, (row) => variance[row]!),
    varianceRows: rows.map((row) => row + 1),
    methods: methodsBy(dimension, {
      kept: meansOf(ratings, dropped),
      screened: meansOf(ratings, screened),
      unbiased: unbiased.quality,
    }),
  };
}

/** MOS without some raters; undefined where none is left out. */
function meansOf(ratings: Ratings, without: readonly number[]): Float64Array | undefined {
  return without.length === 0 ? undefined : meanRatings(withoutRaters(ratings, without)).mean;
}

function methodsBy(
  { methods, human }: Dimension,
  by: Readonly<Record<'kept' | 'screened' | 'unbiased', Float64Array | undefined>>,
): MethodByOpinion[] {
  return methods.map(({ name, predicted }) => ({
    name,
    plain: srccOfPresent(predicted, human),
    kept: by.kept && srccOfPresent(predicted, by.kept),
    screened: by.screened && srccOfPresent(predicted, by.screened),
    unbiased: by.unbiased && srccOfPresent(predicted, by.unbiased),
  }));
}

function srccOfPresent(x: Float64Array, y: Float64Array): number | undefined {
  const rows = [...x.keys()].filter((row) => !Number.isNaN(x[row]!) && !Number.isNaN(y[row]!));
  return srcc(
    rows.map((row) => x[row]!),
    rows.map((row) => y[row]!),
  );
}
