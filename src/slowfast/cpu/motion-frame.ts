import type { PlanarFrame } from '../../media';
import type { AreaSums } from './area-sums';
import { lumaCells } from './luma-cells';
import { CODE_STEPS, SEARCH_CELLS } from '../constants';
import { COARSE_PX, MOTION_PX } from '../tokens';

/** How far a searched block may reach over the frame's edge; the edge is repeated as far. */
export const FINE_MARGIN = 2 * SEARCH_CELLS + 2;
export const FINE_STRIDE = MOTION_PX + 2 * FINE_MARGIN;
export const COARSE_MARGIN = SEARCH_CELLS;
export const COARSE_STRIDE = COARSE_PX + 2 * COARSE_MARGIN;

/** Luma of one frame for finding motion, in steps of 1/16 code value, with repeated edges. */
export interface MotionFrame {
  /** 128x128 area means, [FINE_STRIDE][FINE_STRIDE] with the margin. */
  readonly fine: Int16Array;
  /** Means of 2x2 of these, [COARSE_STRIDE][COARSE_STRIDE] with the margin. */
  readonly coarse: Int16Array;
}

const known = new WeakMap<PlanarFrame, MotionFrame>();

export function motionFrame(frame: PlanarFrame): MotionFrame {
  let made = known.get(frame);
  if (!made) {
    const means = roundedMeans(lumaCells(frame));
    made = {
      fine: withMargin(means, MOTION_PX, FINE_MARGIN),
      coarse: withMargin(halved(means), COARSE_PX, COARSE_MARGIN),
    };
    known.set(frame, made);
  }
  return made;
}

// Plain loops below: they run three times per sample, and callbacks cost more than the sums.

/** Rounded to the nearest step, in integer arithmetic. */
function roundedMeans({ sums, counts }: AreaSums): Int16Array {
  const means = new Int16Array(sums.length);
  for (let i = 0; i < means.length; i++) {
    const count = counts[i]!;
    means[i] = ((CODE_STEPS * sums[i]! + (count >> 1)) / count) | 0;
  }
  return means;
}

function halved(means: Int16Array): Int16Array {
  const out = new Int16Array(COARSE_PX * COARSE_PX);
  for (let row = 0, at = 0; row < COARSE_PX; row++) {
    for (let column = 0; column < COARSE_PX; column++, at++) {
      const i = 2 * (row * MOTION_PX + column);
      out[at] = (means[i]! + means[i + 1]! + means[i + MOTION_PX]! + means[i + MOTION_PX + 1]!) >> 2;
    }
  }
  return out;
}

function withMargin(values: Int16Array, side: number, margin: number): Int16Array {
  const stride = side + 2 * margin;
  const out = new Int16Array(stride * stride);
  for (let y = 0; y < side; y++) {
    const start = (y + margin) * stride;
    out.set(values.subarray(y * side, (y + 1) * side), start + margin);
    out.fill(values[y * side]!, start, start + margin);
    out.fill(values[(y + 1) * side - 1]!, start + margin + side, start + stride);
  }
  for (let y = 0; y < margin; y++) {
    out.copyWithin(y * stride, margin * stride, (margin + 1) * stride);
    out.copyWithin((stride - 1 - y) * stride, (stride - 1 - margin) * stride, (stride - margin) * stride);
  }
  return out;
}
