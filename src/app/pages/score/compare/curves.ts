import type { ProfileId } from '../../../../quality';
import type { ScoreReport, WindowCurve } from '../../../../scoring';
import type { ComparedCurves, CurvePoint } from '../../../../charts';
import { qualityRows } from '../player/frame-scores';

/** Scores per sampled frame of both clips: by short windows where these were scored for both, otherwise by the windows of the reports. */
export function curvesOf(
  first: ScoreReport,
  second: ScoreReport,
  profiles: readonly ProfileId[],
  firstCurve: WindowCurve | undefined,
  secondCurve: WindowCurve | undefined,
  names: { readonly first: string; readonly second: string },
): ComparedCurves {
  const both = firstCurve !== undefined && secondCurve !== undefined;
  const others = new Map(
    qualityRows(second, profiles, both ? secondCurve : undefined).map((row) => [row.id, row.values]),
  );
  const rows = qualityRows(first, profiles, both ? firstCurve : undefined).flatMap(({ id, name, values }) => {
    const other = others.get(id);
    return other === undefined ? [] : [{ name, first: pointsOf(first, values), second: pointsOf(second, other) }];
  });
  const longer = first.slowfast.frames.length >= second.slowfast.frames.length ? first : second;
  return { ...names, rows, instants: longer.slowfast.frames.map(({ instant }) => instant) };
}

function pointsOf({ slowfast }: ScoreReport, values: readonly number[]): CurvePoint[] {
  return slowfast.frames.map(({ instant }, place) => [instant, values[place] ?? NaN]);
}
