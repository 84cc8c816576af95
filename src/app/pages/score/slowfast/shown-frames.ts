import type { PlannedWindow, ScoreReport } from '../../../../scoring';
import type { FrameRecord } from '../../../../slowfast';
import type { Picture } from '../queue';
import type { PreviewedFrames } from './preview';

/** The frames that the panel draws: those of the report, or those of other thresholds. */
export interface ShownFrames {
  readonly frames: readonly FrameRecord[];
  readonly windows: readonly PlannedWindow[];
  readonly threshold: number;
  /** Place along the report's frames of each frame. */
  readonly places: readonly number[];
  /** Pictures by the index of each frame. */
  readonly pictures: ReadonlyMap<number, Picture>;
}

export function shownFrames(
  report: ScoreReport,
  pictures: ReadonlyMap<number, Picture>,
  preview: PreviewedFrames | undefined,
): ShownFrames {
  if (preview === undefined) return ofReport(report, pictures);
  const stride = report.sampling.ratePerSecond / preview.ratePerSecond;
  const origin = report.slowfast.frames[0]?.index ?? 0;
  const thinned = new Map<number, Picture>();
  for (const { index } of preview.frames) {
    const picture = pictures.get(index * stride);
    if (picture !== undefined) thinned.set(index, picture);
  }
  return {
    frames: preview.frames,
    windows: preview.windows,
    threshold: preview.frameSimilarity,
    places: preview.frames.map(({ index }) => index * stride - origin),
    pictures: stride === 1 ? pictures : thinned,
  };
}

function ofReport({ slowfast, windows }: ScoreReport, pictures: ReadonlyMap<number, Picture>): ShownFrames {
  const { frames, options } = slowfast;
  let first = 0;
  return {
    frames,
    windows: windows.map(({ sampledFrames, ...window }) => {
      const within = frames.slice(first, (first += sampledFrames));
      const slowFrames = within.filter(({ pathway }) => pathway === 'slow').length;
      return { ...window, slowFrames, fastFrames: sampledFrames - slowFrames };
    }),
    threshold: options.frameSimilarity,
    places: frames.map((_, place) => place),
    pictures,
  };
}

/** The drawn frame for a place along the report's frames: the last one that has begun. */
export function nearestShown({ places }: ShownFrames, place: number | undefined): number | undefined {
  if (place === undefined) return undefined;
  let nearest = 0;
  places.forEach((each, i) => {
    if (each <= place) nearest = i;
  });
  return nearest;
}
