import type { PlanarFrame } from '../media/frame';
import type { Moment } from '../media/video';

/** A moment's frame, the two before it in the clip's own order, and the frame that the moment before showed. */
export interface FrameHistory {
  readonly frame: PlanarFrame;
  readonly previous: PlanarFrame | undefined;
  readonly beforePrevious: PlanarFrame | undefined;
  readonly lastMoment: PlanarFrame | undefined;
}

/**
 * The part of a moment's past that differences can be taken from: a frame of another size has no cell in common with
 * this one, and without the frame before there is nothing to step back over.
 */
export function comparableHistory(
  { frame, previous, beforePrevious }: Pick<Moment, 'frame' | 'previous' | 'beforePrevious'>,
  lastMoment: PlanarFrame | undefined,
): FrameHistory {
  const alike = (other: PlanarFrame | undefined): PlanarFrame | undefined =>
    other && other.width === frame.width && other.height === frame.height ? other : undefined;
  const before = alike(previous);
  return { frame, previous: before, beforePrevious: before && alike(beforePrevious), lastMoment: alike(lastMoment) };
}
