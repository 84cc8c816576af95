import { ROUNDING } from './accuracy';
import { ACCURACY_TOLERANCE, RELAXED_TOLERANCE } from './metrics';
import type { Metrics } from './metrics';
import type { MappedPredictions } from './mapped-predictions';
import { mapNumbers } from './map-numbers';
import { meanOfShares } from './mean';
import type { Summands } from './weighted-sums';

/** Two counts share one sum: a relaxed hit counts this much, which exceeds any count of accurate hits. */
const RELAXED_UNIT = 2 ** 24;

/** The number of columns of `momentSummands`. */
export const MOMENT_COLUMNS = 4;

/** Metrics that are functions of sums over rows. */
export const MOMENT_IDS = ['plcc', 'plcc4', 'plcc5', 'mae', 'rmse', 'accuracy', 'relaxed', 'exact'] as const;

export type MomentMetrics = Pick<Metrics, (typeof MOMENT_IDS)[number]>;

/** Sums of the human side, which all methods share: of y and y y around the mean of the whole table. */
export interface HumanSums {
  readonly total: number;
  readonly y: number;
  readonly yy: number;
}

/**
 * The summands of one method's moment metrics. The fitted curves are kept: fitting again in each draw would cost a
 * hundred times more, and a curve of four parameters hardly changes.
 */
export function momentSummands(method: MappedPredictions, human: Float64Array, y: Float64Array): Summands {
  const distance = mapNumbers(human, (value, i) => Math.abs(method.predicted[i]! - value));
  const same = mapNumbers(human, (value, i) => (Math.round(method.predicted[i]!) === Math.round(value) ? 1 : 0));
  const curves = [method.predicted, method.four, method.five];
  return {
    pairs: curves.flatMap((values) => (values === undefined ? [] : [[centred(values), y] as const])),
    columns: [distance, mapNumbers(distance, (d) => d * d), mapNumbers(distance, hits), same],
  };
}

/** The metrics from the sums of `momentSummands`, given for pairs and for columns. */
export function momentMetrics(
  method: MappedPredictions,
  pairs: Float64Array,
  [absolute, squared, counts, same]: Float64Array,
  human: HumanSums,
): MomentMetrics {
  const { total } = human;
  let at = 0;
  const correlationOf = (values: Float64Array | undefined): number | undefined => {
    if (values === undefined) return undefined;
    const [x = 0, xx = 0, xy = 0] = pairs.subarray(at, at + 3);
    at += 3;
    return correlation(x, xx, xy, human);
  };
  const relaxed = Math.floor(counts! / RELAXED_UNIT);
  return {
    plcc: correlationOf(method.predicted),
    plcc4: correlationOf(method.four),
    plcc5: correlationOf(method.five),
    mae: absolute! / total,
    rmse: Math.sqrt(squared! / total),
    accuracy: (counts! - relaxed * RELAXED_UNIT) / total,
    relaxed: relaxed / total,
    exact: same! / total,
  };
}

/** Subtracts the mean, so that sums of squares keep their digits. */
export function centred(values: Float64Array): Float64Array {
  const mean = meanOfShares(values);
  return mapNumbers(values, (value) => value - mean);
}

function hits(distance: number): number {
  const accurate = distance <= ACCURACY_TOLERANCE + ROUNDING ? 1 : 0;
  return distance <= RELAXED_TOLERANCE + ROUNDING ? RELAXED_UNIT + accurate : accurate;
}

/** Pearson's r of a resample. */
function correlation(x: number, xx: number, xy: number, { total, y, yy }: HumanSums): number | undefined {
  const varianceX = xx - (x * x) / total;
  const varianceY = yy - (y * y) / total;
  // A variance of this size is rounding error of a constant side.
  if (!(varianceX > 1e-12 * xx) || !(varianceY > 1e-12 * yy)) return undefined;
  const r = (xy - (x * y) / total) / Math.sqrt(varianceX * varianceY);
  return Math.min(1, Math.max(-1, r));
}
