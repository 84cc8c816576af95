import type { Item } from '../score/queue';
import { shortened } from './shortened';

/** A level distribution that a model gave in the scoring bench, offered as a reference. */
export interface ScoredDistribution {
  readonly name: string;
  readonly probabilities: readonly number[];
}

export function scoredDistributions(items: readonly Item[]): readonly ScoredDistribution[] {
  return items.flatMap((item) =>
    (item.report?.dimensions ?? [])
      .filter((dimension) => dimension.score !== null && dimension.probabilities.length > 1)
      .map((dimension) => ({
        name: `${item.name}: ${dimension.name}`,
        probabilities: dimension.probabilities.map(shortened),
      })),
  );
}
