import { bisector } from 'd3';
import type { FrameRecord } from '../../../../slowfast';
import type { Picture } from '../queue';

type Instant = Pick<FrameRecord, 'instant'>;

/** A frame may be late by this much of rounding and still be the one of an instant. */
const SLACK_SECONDS = 1e-6;

/** Place of the frame that a clip shows at an instant of the other one: the last that has begun, or its last of all. */
export function placeAt(frames: readonly Instant[], seconds: number): number {
  const after = bisector((frame: Instant) => frame.instant).right(frames, seconds + SLACK_SECONDS);
  return Math.max(0, after - 1);
}

/** The picture of a frame, or where that one was left out the one before it. */
export function pictureAt(
  pictures: ReadonlyMap<number, Picture>,
  frames: readonly Pick<FrameRecord, 'index'>[],
  place: number,
): Picture | undefined {
  for (let at = Math.min(place, frames.length - 1); at >= 0; at--) {
    const picture = pictures.get(frames[at]!.index);
    if (picture !== undefined) return picture;
  }
  return undefined;
}
