import type { DimensionId, ProfileId } from '../../../../quality';
import { levelsOf } from '../../../../quality';
import type { DimensionScore, ScoreReport } from '../../../../scoring';

/** One clip's part of a compared dimension. */
export interface Side {
  readonly score: number;
  readonly spread: number;
  readonly rating: string;
  readonly probabilities: readonly number[];
}

/** A dimension that both clips have a score in. */
export interface Difference {
  readonly id: DimensionId;
  readonly name: string;
  readonly levels: readonly { readonly word: string; readonly score: number }[];
  readonly first: Side;
  readonly second: Side;
  /** Second minus first, in score points. */
  readonly change: number;
  /**
   * Combined standard deviation of the two level distributions, in score points: the root of the sum of their variances.
   * It measures the model's uncertainty about each clip on its own. It is not a confidence interval of ratings.
   */
  readonly spread: number;
  /** Share of probability mass that the two distributions have in common, 0..1. */
  readonly overlap: number;
}

export function differencesOf(
  first: ScoreReport,
  second: ScoreReport,
  profiles: readonly ProfileId[],
): readonly Difference[] {
  const others = new Map(second.dimensions.map((dimension) => [dimension.id, dimension]));
  return first.dimensions.flatMap((dimension) => {
    const one = sideOf(dimension);
    const other = sideOf(others.get(dimension.id));
    if (one === undefined || other === undefined || !profiles.includes(dimension.profile)) return [];
    return [
      {
        id: dimension.id,
        name: dimension.name,
        levels: levelsOf(dimension.profile).map(({ word, score }) => ({ word, score })),
        first: one,
        second: other,
        change: other.score - one.score,
        spread: Math.hypot(one.spread, other.spread),
        overlap: one.probabilities.reduce((sum, p, j) => sum + Math.min(p, other.probabilities[j] ?? 0), 0),
      },
    ];
  });
}

/** A difference against the combined standard deviation, in words. */
export function weigh({ change, spread }: Pick<Difference, 'change' | 'spread'>): string {
  const size = Math.abs(change);
  if (size < 0.005) return 'the same';
  const way = change > 0 ? 'better' : 'worse';
  if (size > spread) return `${way}, by more than the combined standard deviation`;
  return size > spread / 2
    ? `${way}, within the combined standard deviation`
    : `slightly ${way}, by less than half the combined standard deviation`;
}

function sideOf(dimension: DimensionScore | undefined): Side | undefined {
  if (dimension === undefined) return undefined;
  const { score, spread, rating, probabilities } = dimension;
  if (score === null || spread === null || rating === null) return undefined;
  return { score, spread, rating, probabilities };
}
