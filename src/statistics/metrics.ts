import { accuracyWithin, exactAccuracy } from './accuracy';
import type { Concordance } from './concordance';
import { concordance } from './concordance';
import type { DenseRanks } from './dense';
import { denseRanks } from './dense';
import { mae, rmse } from './error';
import { tauB, tauC } from './krcc';
import type { LogisticFit } from './logistic';
import { fitLogistic, prepareSamples } from './logistic';
import { mapNumbers } from './map-numbers';
import { comparable } from './pairs';
import { shareAlike } from './pairwise';
import { plcc } from './plcc';
import { ranksOf } from './ranks';

/** Every way in which this room compares predicted with human scores of the same rows. */
export const METRIC_IDS = [
  'srcc',
  'plcc',
  'plcc4',
  'plcc5',
  'krcc',
  'krccC',
  'pairwise',
  'mae',
  'rmse',
  'accuracy',
  'relaxed',
  'exact',
] as const;

export type MetricId = (typeof METRIC_IDS)[number];
export type PairMetricId = 'krcc' | 'krccC' | 'pairwise';

/** One value a figure; `undefined` where it does not exist for these samples. */
export type Metrics = Readonly<Record<MetricId, number | undefined>>;

/** Tolerances, in score points, of Acc@0.5 (paper ASO, 5.1) and of relaxed accuracy (Q-Save B.2). */
export const ACCURACY_TOLERANCE = 0.5;
export const RELAXED_TOLERANCE = 1;

export interface Fits {
  readonly four: LogisticFit | undefined;
  readonly five: LogisticFit | undefined;
}

/** A method's predictions, and what the fitted curves make of them. */
export interface MappedPredictions {
  readonly predicted: Float64Array;
  readonly four: Float64Array | undefined;
  readonly five: Float64Array | undefined;
}

/** Both logistic curves of human scores over predictions. */
export function fitBoth(predicted: ArrayLike<number>, human: ArrayLike<number>): Fits {
  const samples = prepareSamples(predicted, human);
  return { four: fitLogistic(predicted, human, 4, samples), five: fitLogistic(predicted, human, 5, samples) };
}

/** The predictions through both curves. */
export function mapThrough(predicted: Float64Array, { four, five }: Fits): MappedPredictions {
  return {
    predicted,
    four: four && mapNumbers(predicted, four.apply),
    five: five && mapNumbers(predicted, five.apply),
  };
}

/**
 * All figures of one sample; each is `undefined` where the function that computes it alone is. The last five only mean
 * something where both sides share a scale. `humanRanks` spares ranking the human side again for every method.
 * O(n log n).
 */
export function metricsOf(
  { predicted, four, five }: MappedPredictions,
  human: ArrayLike<number>,
  humanRanks?: DenseRanks,
): Metrics {
  return {
    ...rankMetrics(predicted, human, humanRanks),
    plcc: plcc(predicted, human),
    plcc4: four && plcc(four, human),
    plcc5: five && plcc(five, human),
    mae: mae(predicted, human),
    rmse: rmse(predicted, human),
    accuracy: accuracyWithin(predicted, human, ACCURACY_TOLERANCE),
    relaxed: accuracyWithin(predicted, human, RELAXED_TOLERANCE),
    exact: exactAccuracy(predicted, human),
  };
}

function rankMetrics(
  predicted: ArrayLike<number>,
  human: ArrayLike<number>,
  humanRanks: DenseRanks | undefined,
): Pick<Metrics, 'srcc' | PairMetricId> {
  if (!comparable(predicted, human)) {
    return { srcc: undefined, krcc: undefined, krccC: undefined, pairwise: undefined };
  }
  const [x, y] = [denseRanks(predicted), humanRanks ?? denseRanks(human)];
  const agreement = concordance(x, y);
  return {
    srcc: plcc(ranksOf(x), ranksOf(y)),
    ...pairMetrics(agreement, predicted.length),
  };
}

/** The figures of pairs of rows. */
export function pairMetrics(agreement: Concordance, n: number): Pick<Metrics, PairMetricId> {
  return {
    krcc: tauB(agreement),
    krccC: tauC(agreement.balance, n, Math.min(agreement.distinctX, agreement.distinctY)),
    pairwise: shareAlike(agreement, n),
  };
}
