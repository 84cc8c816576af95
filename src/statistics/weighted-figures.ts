import { concordance, concordanceByRow } from './concordance';
import type { Figures, Fits } from './figures';
import { krcc, krccC, tauC } from './krcc';
import type { RankedColumn } from './ranked-column';
import type { Weights } from './resample';
import { materialise } from './resample';
import { momentFigures } from './weighted-moments';

/**
 * Up to this many rows Kendall's tau is counted anew in each resample. Above, its numerator is taken to first order in
 * the weights (Hájek's projection), which leaves out a term of relative size 1/n.
 */
export const EXACT_TAU_ROWS = 2000;

/** The columns of a comparison, already weighed for the draw in hand where they are shared with other comparisons. */
export interface RankedPair {
  readonly predicted: RankedColumn;
  readonly human: RankedColumn;
}

/**
 * All figures of a comparison for any resample of its rows, O(n) a draw beyond EXACT_TAU_ROWS. Samples must be
 * comparable. The returned function expects both columns of `ranked` to have been weighed with the same weights, whose
 * sum is `total`.
 */
export function weightedFigures(
  predicted: ArrayLike<number>,
  human: ArrayLike<number>,
  fits: Fits,
  ranked: RankedPair,
): (weights: Weights, total: number) => Figures {
  const moments = momentFigures(predicted, human, fits);
  const kendall = predicted.length <= EXACT_TAU_ROWS ? exactTau(predicted, human) : linearTau(predicted, human, ranked);
  return (weights, total) => ({
    ...moments(weights, total),
    srcc: rankCorrelation(ranked, weights),
    ...kendall(weights, total),
  });
}

type Taus = Pick<Figures, 'krcc' | 'krccC'>;

function rankCorrelation({ predicted, human }: RankedPair, weights: Weights): number | undefined {
  if (predicted.squares === 0 || human.squares === 0) return undefined;
  const [gx, gy] = [predicted.ranks.group, human.ranks.group];
  const [rx, ry] = [predicted.centred, human.centred];
  let sum = 0;
  for (let i = 0; i < weights.length; i++) {
    const w = weights[i]!;
    if (w !== 0) sum += w * rx[gx[i]!]! * ry[gy[i]!]!;
  }
  return sum / (Math.sqrt(predicted.squares) * Math.sqrt(human.squares));
}

function exactTau(predicted: ArrayLike<number>, human: ArrayLike<number>): (weights: Weights) => Taus {
  return (weights) => {
    const [x, y] = [materialise(predicted, weights), materialise(human, weights)];
    return { krcc: krcc(x, y), krccC: krccC(x, y) };
  };
}

function linearTau(
  predicted: ArrayLike<number>,
  human: ArrayLike<number>,
  ranked: RankedPair,
): (weights: Weights, total: number) => Taus {
  const { balance } = concordance(predicted, human);
  const byRow = concordanceByRow(ranked.predicted.ranks, ranked.human.ranks);
  return (weights, total) => {
    let sum = -balance;
    for (let i = 0; i < weights.length; i++) sum += weights[i]! * byRow[i]!;
    const pairs = (total * (total - 1)) / 2;
    const untied = Math.sqrt(pairs - ranked.predicted.tied) * Math.sqrt(pairs - ranked.human.tied);
    return {
      krcc: untied === 0 ? undefined : sum / untied,
      krccC: tauC(sum, total, Math.min(ranked.predicted.distinct, ranked.human.distinct)),
    };
  };
}
