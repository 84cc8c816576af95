import { accuracyWithin, determination, mae, plcc, srcc } from '../../statistics';
import type { TrainedDimension } from '../../corpus';

/** Agreement of one dimension's scores with the MOS; a metric is undefined where it does not exist. */
export interface Agreement {
  readonly id: TrainedDimension;
  readonly clips: number;
  readonly srcc: number | undefined;
  readonly plcc: number | undefined;
  /** R^2: share of the variance of the MOS that the scores explain without a fit. */
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
