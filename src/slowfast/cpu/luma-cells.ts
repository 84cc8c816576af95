import type { PlanarFrame } from '../../media';
import type { AreaSums } from './area-sums';
import { areaSums } from './area-sums';
import { MOTION_PX } from '../tokens';

/** A frame is `frame` at one moment and `previous` at another, and duplicates repeat it: its sums are kept with it. */
const known = new WeakMap<PlanarFrame, AreaSums>();

/** Luma added up over 128x128 cells: what both the low-resolution frame and the motion frame are made from. */
export function lumaCells(frame: PlanarFrame): AreaSums {
  const found = known.get(frame) ?? areaSums(frame.y, frame.width, frame.height, MOTION_PX);
  known.set(frame, found);
  return found;
}
