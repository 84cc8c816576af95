import type { PlanarFrame } from '../../media';
import type { AreaSums } from './area-sums';
import { areaSums } from './area-sums';
import { MOTION_PX } from '../tokens';

/** Cached with the frame: it is used again as the previous frame of later samples, and by duplicates. */
const known = new WeakMap<PlanarFrame, AreaSums>();

/** Luma sums over 128x128 cells, from which both the low-resolution frame and the motion frame are computed. */
export function lumaCells(frame: PlanarFrame): AreaSums {
  const found = known.get(frame) ?? areaSums(frame.y, frame.width, frame.height, MOTION_PX);
  known.set(frame, found);
  return found;
}
