import { accuracyWithin, determination, mae, plcc, srcc } from '../../statistics';
import type { TrainedDimension } from '../../corpus';

/** How well one dimension's scores agree with the raters' means; undefined where a figure does not exist. */
export interface Agreement {
  readonly id: TrainedDimension;
  readonly clips: number;
  readonly srcc: number | undefined;
  readonly plcc: number | undefined;
  /** Share of the variance of the raters' means that the scores explain as they stand, R^2. */
  readonly explained: number | undefined;
  /** Mean absolute error in score points. */
  readonly mae: number | undefined;
  /** Fraction within half a point. */
  readonly within: number | undefined;
}

export function agreement(id: TrainedDimension, scores: readonly number[], mos: readonly number[]): Agreement {
  return {
    id,
    clips: scores.length,
    srcc: srcc(scores, mos),
    plcc: plcc(scores, mos),
    explained: determination(scores, mos),
    mae: mae(scores, mos),
    within: accuracyWithin(scores, mos, 0.5),
  };
}
