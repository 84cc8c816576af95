import type { PlanarFrame, SampledFrame } from '../media';

/** A sampled frame, the two source frames before it, and the previous sampled frame. */
export interface FrameHistory {
  readonly frame: PlanarFrame;
  readonly previous: PlanarFrame | undefined;
  readonly beforePrevious: PlanarFrame | undefined;
  readonly lastSample: PlanarFrame | undefined;
}

/**
 * The part of a sample's history that differences can be taken from: only frames of the same size, and the second
 * previous frame only together with the first.
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
