import type { DimensionId, ProfileId } from '../../../../quality';
import type { ScoreReport, WindowCurve } from '../../../../scoring';

/** The scores of one dimension over the clip. */
export interface QualityRow {
  readonly id: DimensionId;
  readonly name: string;
  /** Of the clip as a whole, 1..5. */
  readonly score: number;
  /** A score for each sampled frame: the mean of the windows that contain it. NaN where none does. */
  readonly values: readonly number[];
}

/** The judged dimensions of some profiles: from short windows once these are scored, else from the report's windows. */
export function qualityRows(
  report: ScoreReport,
  profiles: readonly ProfileId[],
  curve: WindowCurve | undefined,
): QualityRow[] {
  const count = report.slowfast.frames.length;
  return report.dimensions.flatMap(({ id, name, profile, score, windowScores }) => {
    if (score === null || !profiles.includes(profile)) return [];
    const windows =
      curve === undefined
        ? reportWindows(report).map((stretch, i) => ({ ...stretch, score: windowScores[i] }))
        : curve.windows.map(({ first, count, scores }) => ({ first, count, score: scores[id] }));
    return [{ id, name, score, values: meanByFrame(windows, count) }];
  });
}

/** The position of each of the report's windows along its frames. */
export function reportWindows({ windows }: ScoreReport): { readonly first: number; readonly count: number }[] {
  let first = 0;
  return windows.map(({ sampledFrames }) => {
    const stretch = { first, count: sampledFrames };
    first += sampledFrames;
    return stretch;
  });
}

function meanByFrame(
  windows: readonly { readonly first: number; readonly count: number; readonly score: number | undefined }[],
  count: number,
): number[] {
  const sums = new Float64Array(count);
  const seen = new Uint32Array(count);
  for (const { first, count: length, score } of windows) {
    if (score === undefined) continue;
    for (let at = first; at < Math.min(count, first + length); at++) {
      sums[at]! += score;
      seen[at]!++;
    }
  }
  return Array.from(sums, (sum, at) => (seen[at]! > 0 ? sum / seen[at]! : NaN));
}
