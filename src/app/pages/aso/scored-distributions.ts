import type { ScoreReport } from '../../../scoring';
import { shortened } from './shortened';

/** A level distribution of a judge in the scoring bench, offered as a reference. */
export interface ScoredDistribution {
  readonly name: string;
  readonly probabilities: readonly number[];
}

/** A clip with its report, if it has one. */
export interface ScoredClip {
  readonly name: string;
  readonly report: ScoreReport | undefined;
}

export function scoredDistributions(clips: readonly ScoredClip[]): readonly ScoredDistribution[] {
  return clips.flatMap(({ name, report }) =>
    (report?.dimensions ?? [])
      .filter((dimension) => dimension.score !== null && dimension.probabilities.length > 1)
      .map((dimension) => ({
        name: `${name}: ${dimension.name}`,
        probabilities: dimension.probabilities.map(shortened),
      })),
  );
}
