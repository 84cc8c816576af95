import type { PlanarFrame } from '../../media';
import { chromaHeight, chromaWidth } from '../../media';
import type { AreaSums } from './area-sums';
import { areaSums, halveAreaSums } from './area-sums';
import { lumaCells } from './luma-cells';
import { LOW_PX, MOTION_PX } from '../tokens';

/** 64x64 area means of Y, U and V in code values. They are not rounded: 8-bit steps would hide slow motion. */
export interface LowResolution {
  readonly y: Float64Array;
  readonly u: Float64Array;
  readonly v: Float64Array;
}

/** Cached with the frame: it is used again as the previous frame of later samples, and by duplicates. */
const known = new WeakMap<PlanarFrame, LowResolution>();

export function lowResolution(frame: PlanarFrame): LowResolution {
  let low = known.get(frame);
  if (!low) {
    const [width, height] = [chromaWidth(frame.width), chromaHeight(frame.height)];
    low = {
      y: meansOf(lumaSums(frame)),
      u: meansOf(areaSums(frame.u, width, height, LOW_PX)),
      v: meansOf(areaSums(frame.v, width, height, LOW_PX)),
    };
    known.set(frame, low);
  }
  return low;
}

function lumaSums(frame: PlanarFrame): AreaSums {
  const { y, width, height } = frame;
  // In a smaller frame cells overlap, so pairs of them do not form the cells of the next size.
  if (Math.min(width, height) < MOTION_PX) return areaSums(y, width, height, LOW_PX);
  return halveAreaSums(lumaCells(frame));
}

function meansOf({ sums, counts }: AreaSums): Float64Array {
  const means = new Float64Array(sums.length);
  for (let cell = 0; cell < means.length; cell++) means[cell] = sums[cell]! / counts[cell]!;
  return means;
}
