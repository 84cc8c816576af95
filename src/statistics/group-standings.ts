import type { Random } from '../base';
import type { Interval } from './bootstrap';
import { percentileInterval } from './bootstrap';

/** Intervals of a group's mean and of its rank among the groups. */
export interface GroupStanding {
  readonly mean: Interval | undefined;
  /** Ranks from 1 for the highest mean; ties share the better rank. */
  readonly rank: Interval | undefined;
}

/**
 * Percentile intervals of the means of groups and of their ranks. In each draw every group's numbers are resampled, and
 * all means are ranked again. The mean of a group of one number has no interval.
 */
export function groupStandings(groups: readonly ArrayLike<number>[], draws: number, random: Random): GroupStanding[] {
  const means = groups.map(() => new Float64Array(draws));
  const ranks = groups.map(() => new Float64Array(draws));
  for (let draw = 0; draw < draws; draw++) {
    groups.forEach((values, g) => (means[g]![draw] = resampledMean(values, random)));
    means.forEach((own, g) => {
      ranks[g]![draw] = 1 + means.reduce((above, other) => above + (other[draw]! > own[draw]! ? 1 : 0), 0);
    });
  }
  return groups.map((values, g) => ({
    mean: values.length < 2 ? undefined : percentileInterval(means[g]!),
    rank: percentileInterval(ranks[g]!),
  }));
}

function resampledMean(values: ArrayLike<number>, random: Random): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[random.integer(0, values.length)]!;
  return sum / values.length;
}
