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

/** A dimension that both clips were judged in. */
export interface Difference {
  readonly id: DimensionId;
  readonly name: string;
  readonly levels: readonly { readonly word: string; readonly score: number }[];
  readonly first: Side;
  readonly second: Side;
  /** Second less first, in score points. */
  readonly change: number;
  /**
   * How far the two level distributions spread together, in score points: the root of the sum of their squared standard
   * deviations. It says how unsure the model is of each clip by itself; it is no confidence interval of people's votes.
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

/** What a difference amounts to beside the model's own doubt, in words. */
export function weigh({ change, spread }: Pick<Difference, 'change' | 'spread'>): string {
  const size = Math.abs(change);
  if (size < 0.005) return 'the same';
  const way = change > 0 ? 'better' : 'worse';
  if (size > spread) return `${way}, by more than both spread`;
  return size > spread / 2 ? `${way}, within the spread` : `hardly ${way}, well within the spread`;
}

function sideOf(dimension: DimensionScore | undefined): Side | undefined {
  if (dimension === undefined) return undefined;
  const { score, spread, rating, probabilities } = dimension;
  if (score === null || spread === null || rating === null) return undefined;
  return { score, spread, rating, probabilities };
}
