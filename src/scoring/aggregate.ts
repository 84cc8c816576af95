import { assert } from '../base';
import type { LevelDistribution } from '../judges';
import type { Level } from '../quality';
import { expectedScore, levelsOf } from '../quality';

/** What a model said of one window, and how many sampled moments it saw. */
export interface JudgedWindow {
  readonly sampledFrames: number;
  readonly distribution: LevelDistribution;
}

/** One dimension over a whole video. */
export interface Aggregate {
  readonly levels: readonly Level[];
  readonly probabilities: readonly number[];
  readonly score: number;
  /** Expected score a window, in the windows' order. */
  readonly windowScores: readonly number[];
}

/**
 * The video's level distribution: the mean of its windows' weighted by their moments, so that the short last window
 * counts for what it shows. All judgements are of one dimension.
 */
export function aggregate(windows: readonly JudgedWindow[]): Aggregate {
  const first = windows[0];
  assert(first !== undefined, 'a video without a window cannot be scored');
  const levels = levelsOf(first.distribution.profile);
  const total = windows.reduce((sum, { sampledFrames }) => sum + sampledFrames, 0);
  const probabilities = levels.map((_, level) =>
    windows.reduce(
      (sum, { sampledFrames, distribution }) => sum + (sampledFrames / total) * distribution.probabilities[level]!,
      0,
    ),
  );
  return {
    levels,
    probabilities,
    score: expectedScore(levels, probabilities),
    windowScores: windows.map(({ distribution }) => expectedScore(levels, distribution.probabilities)),
  };
}

/** The window that stands for the video: its score is nearest to the video's; the earlier one on a tie. */
export function typicalWindow({ score, windowScores }: Aggregate): number {
  let best = 0;
  windowScores.forEach((windowScore, index) => {
    if (Math.abs(windowScore - score) < Math.abs(windowScores[best]! - score)) best = index;
  });
  return best;
}
