import { assert } from '../base';
import type { LevelDistribution } from '../judges';
import type { Level } from '../quality';
import { expectedScore, levelsOf } from '../quality';

/** One window's distribution, and its number of sampled frames. */
export interface JudgedWindow {
  readonly sampledFrames: number;
  readonly distribution: LevelDistribution;
}

/** One dimension over a whole video. */
export interface Aggregate {
  readonly levels: readonly Level[];
  readonly probabilities: readonly number[];
  readonly score: number;
  /** Expected score of each window, in their order. */
  readonly windowScores: readonly number[];
  /** Mean probability of answers other than a level; undefined where a window's is. */
  readonly unplaced: number | undefined;
}

/**
 * The video's level distribution: the mean of its windows' distributions, weighted by their numbers of sampled frames,
 * because the last window may be shorter. All distributions are of one dimension.
 */
export function aggregate(windows: readonly JudgedWindow[]): Aggregate {
  const first = windows[0];
  assert(first !== undefined, 'a video without a window cannot be scored');
  const levels = levelsOf(first.distribution.profile);
  const total = windows.reduce((sum, { sampledFrames }) => sum + sampledFrames, 0);
  const mean = (of: (distribution: LevelDistribution) => number): number =>
    windows.reduce((sum, { sampledFrames, distribution }) => sum + (sampledFrames / total) * of(distribution), 0);
  const probabilities = levels.map((_, level) => mean((distribution) => distribution.probabilities[level]!));
  const placed = windows.every(({ distribution }) => distribution.unplaced !== undefined);
  return {
    levels,
    probabilities,
    score: expectedScore(levels, probabilities),
    windowScores: windows.map(({ distribution }) => expectedScore(levels, distribution.probabilities)),
    unplaced: placed ? mean((distribution) => distribution.unplaced!) : undefined,
  };
}

/** Place of the window whose score is nearest to the video's; the earlier one on a tie. */
export function typicalWindow({ score, windowScores }: Aggregate): number {
  let best = 0;
  windowScores.forEach((windowScore, index) => {
    if (Math.abs(windowScore - score) < Math.abs(windowScores[best]! - score)) best = index;
  });
  return best;
}
