import type { Concordance } from './concordance';
import { concordance } from './concordance';
import type { DenseRanks } from './dense';
import { denseRanks } from './dense';
import { tauB, tauC } from './krcc';
import type { MappedPredictions } from './mapped-predictions';
import { comparable } from './pairs';
import { shareAlike } from './pairwise';

/** Metrics of pairs of rows. */
export type PairMetrics = Readonly<Record<'krcc' | 'krccC' | 'pairwise', number | undefined>>;

/** Ranks of the predicted scores (x) and of the human scores (y). */
export interface SampleRanks {
  readonly x: DenseRanks;
  readonly y: DenseRanks;
}

/**
 * Predicted and human scores of the same rows, from which every metric is computed. Ranks and pairs are computed when
 * the first metric asks for them, and then shared: O(n log n).
 */
export class MetricSample {
  readonly predicted: Float64Array;
  /** The predicted scores through the curves of four and five parameters; undefined where no curve was fitted. */
  readonly four: Float64Array | undefined;
  readonly five: Float64Array | undefined;
  readonly human: ArrayLike<number>;
  readonly #humanRanks: DenseRanks | undefined;
  #ranks: SampleRanks | undefined;
  #pairs: PairMetrics | undefined;

  /** `humanRanks` saves ranking the human scores again for every method. */
  constructor({ predicted, four, five }: MappedPredictions, human: ArrayLike<number>, humanRanks?: DenseRanks) {
    this.predicted = predicted;
    this.four = four;
    this.five = five;
    this.human = human;
    this.#humanRanks = humanRanks;
  }

  /** Undefined where the samples cannot be compared. */
  get ranks(): SampleRanks | undefined {
    if (!comparable(this.predicted, this.human)) return undefined;
    this.#ranks ??= { x: denseRanks(this.predicted), y: this.#humanRanks ?? denseRanks(this.human) };
    return this.#ranks;
  }

  get pairs(): PairMetrics | undefined {
    const { ranks } = this;
    if (ranks === undefined) return undefined;
    this.#pairs ??= pairMetrics(concordance(ranks.x, ranks.y), this.predicted.length);
    return this.#pairs;
  }
}

export function pairMetrics(agreement: Concordance, n: number): PairMetrics {
  return {
    krcc: tauB(agreement),
    krccC: tauC(agreement.balance, n, Math.min(agreement.distinctX, agreement.distinctY)),
    pairwise: shareAlike(agreement, n),
  };
}
