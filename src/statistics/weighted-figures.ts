import { concordance, concordanceByRow } from './concordance';
import type { Figures, Fits } from './figures';
import { krcc, krccC, tauC } from './krcc';
import type { RankedColumn, ResampledRanks, WeightedRanks } from './ranked-column';
import type { Weights } from './resample';
import { materialise } from './resample';
import { weightedMoments } from './weighted-moments';

/**
 * Up to this many rows Kendall's tau is counted anew in each resample. Above, its numerator is taken to first order in
 * the weights (Hájek's projection), which leaves out a term of relative size 1/n.
 */
export const EXACT_TAU_ROWS = 1000;

/** A resample of the rows, and what it makes of the human side, which all methods share. */
export interface Draw {
  readonly weights: Weights;
  /** Sum of the weights. */
  readonly total: number;
  readonly human: ResampledRanks;
  readonly humanByRow: WeightedRanks;
}

/** All figures of a comparison for any resamples of its rows, O(n) a draw beyond EXACT_TAU_ROWS. */
export function weightedFigures(
  predicted: ArrayLike<number>,
  human: ArrayLike<number>,
  fits: Fits,
  ranked: { readonly predicted: RankedColumn; readonly human: RankedColumn },
): (draws: readonly Draw[]) => Figures[] {
  const moments = weightedMoments(predicted, human, fits);
  const kendall =
    predicted.length <= EXACT_TAU_ROWS ? exactTau(predicted, human) : linearTau(ranked.predicted, ranked.human);
  return (draws) =>
    moments(draws).map((figures, i) => {
      const draw = draws[i]!;
      const ranks = ranked.predicted.weighAgainst(draw.total, draw.humanByRow);
      const size = Math.sqrt(ranks.squares) * Math.sqrt(draw.human.squares);
      return { ...figures, srcc: size === 0 ? undefined : ranks.products / size, ...kendall(draw, ranks) };
    });
}

type Taus = Pick<Figures, 'krcc' | 'krccC'>;

function exactTau(predicted: ArrayLike<number>, human: ArrayLike<number>): (draw: Draw) => Taus {
  return ({ weights }) => {
    const [x, y] = [materialise(predicted, weights), materialise(human, weights)];
    return { krcc: krcc(x, y), krccC: krccC(x, y) };
  };
}

function linearTau(predicted: RankedColumn, human: RankedColumn): (draw: Draw, ranks: ResampledRanks) => Taus {
  const { balance } = concordance(predicted.ranks, human.ranks);
  const byRow = concordanceByRow(predicted.ranks, human.ranks);
  return ({ weights, total, human }, ranks) => {
    let sum = -balance;
    for (let i = 0; i < weights.length; i++) sum += weights[i]! * byRow[i]!;
    const pairs = (total * (total - 1)) / 2;
    const untied = Math.sqrt(pairs - ranks.tied) * Math.sqrt(pairs - human.tied);
    return {
      krcc: untied === 0 ? undefined : sum / untied,
      krccC: tauC(sum, total, Math.min(ranks.distinct, human.distinct)),
    };
  };
}
