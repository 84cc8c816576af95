import type { PlanarFrame, SampledFrame } from '../../media';

/** A moment's frame, the two before it in the clip's own order, and the frame that the moment before showed. */
export interface FrameHistory {
  readonly frame: PlanarFrame;
  readonly previous: PlanarFrame | undefined;
  readonly beforePrevious: PlanarFrame | undefined;
  readonly lastSample: PlanarFrame | undefined;
}

/**
 * The part of a moment's past that differences can be taken from: a frame of another size has no cell in common with
 * this one, and without the frame before there is nothing to step back over.
 */
export function comparableHistory(
  { frame, previous, beforePrevious }: Pick<SampledFrame, 'frame' | 'previous' | 'beforePrevious'>,
  lastSample: PlanarFrame | undefined,
): FrameHistory {
  const alike = (other: PlanarFrame | undefined): PlanarFrame | undefined =>
    other && other.width === frame.width && other.height === frame.height ? other : undefined;
  const before = alike(previous);
  return { frame, previous: before, beforePrevious: before && alike(beforePrevious), lastSample: alike(lastSample) };
}
