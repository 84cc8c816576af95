import { CLIP_FEATURES, FAST_PIXELS, FAST_STATISTICS, PATCH_AREA, SLOW_PIXELS, SLOW_STATISTICS } from '../../slowfast';

/**
 * Input processing before the first weight. Training does it on the host; the exported encoder does the same inside the
 * graph.
 */

/** Columns of RGB at the head of a fast token; the temporal differences follow. */
export const RGB_COLUMNS = 3 * PATCH_AREA;
/** Added to the clip's mean |d1| before differences are divided by it, so that a still clip stays finite. */
export const DIFFERENCE_FLOOR = 0.5;
/** Scene cuts have differences many times the clip's mean; larger values are clamped. */
export const DIFFERENCE_LIMIT = 8;

/** Sines and cosines of x, y and time at these frequencies (radians a unit: picture widths, heights, seconds). */
export const PLACE_FREQUENCIES: readonly { readonly axis: 0 | 1 | 2; readonly radians: number }[] = [
  ...[1, 2, 4].map((octave) => ({ axis: 0 as const, radians: Math.PI * octave })),
  ...[1, 2, 4].map((octave) => ({ axis: 1 as const, radians: Math.PI * octave })),
  ...[0.125, 0.25, 0.5, 1].map((hertz) => ({ axis: 2 as const, radians: 2 * Math.PI * hertz })),
];
export const PLACE_FEATURES = 2 * PLACE_FREQUENCIES.length;

/** The clip's features and one more: ln of mean |d2| / mean |d1|, the jerkiness of motion. */
export const CLIP_INPUTS = CLIP_FEATURES.length + 1;
export const RATIO_FLOOR = 0.1;

/** Offsets and factors that bring statistics and clip features to zero mean and unit spread over the training split. */
export interface Scaling {
  readonly offset: Float32Array;
  readonly factor: Float32Array;
}

/** The least spread, so that a constant column has a finite factor. */
const MIN_SPREAD = 0.05;

/** Scaling of columns, from rows; `least` is the least spread. */
export function measureScaling(width: number, rows: Iterable<ArrayLike<number>>, least = MIN_SPREAD): Scaling {
  const sum = new Float64Array(width);
  const squares = new Float64Array(width);
  let count = 0;
  for (const row of rows) {
    count++;
    for (let i = 0; i < width; i++) {
      const value = row[i]!;
      sum[i]! += value;
      squares[i]! += value * value;
    }
  }
  const offset = new Float32Array(width);
  const factor = new Float32Array(width).fill(1);
  if (count === 0) return { offset, factor };
  for (let i = 0; i < width; i++) {
    const mean = sum[i]! / count;
    offset[i] = mean;
    factor[i] = 1 / Math.max(least, Math.sqrt(Math.max(0, squares[i]! / count - mean * mean)));
  }
  return { offset, factor };
}

/** 1 / (mean |d1| + floor) of a clip. */
export function differenceFactor(clip: ArrayLike<number>): number {
  return 1 / (Math.expm1(clip[0]!) + DIFFERENCE_FLOOR);
}

/** CLIP_FEATURES followed by the ratio, unscaled: [CLIP_INPUTS]. */
export function clipInputs(clip: ArrayLike<number>): Float32Array {
  const out = new Float32Array(CLIP_INPUTS);
  for (let i = 0; i < CLIP_FEATURES.length; i++) out[i] = clip[i]!;
  out[CLIP_FEATURES.length] = Math.log((Math.expm1(clip[1]!) + RATIO_FLOOR) / (Math.expm1(clip[0]!) + RATIO_FLOOR));
  return out;
}

/** Writes a place's features at `at`: all sines, then all cosines. */
export function writePlace(out: Float32Array, at: number, place: readonly [number, number, number]): void {
  const count = PLACE_FREQUENCIES.length;
  for (let i = 0; i < count; i++) {
    const { axis, radians } = PLACE_FREQUENCIES[i]!;
    const angle = place[axis] * radians;
    out[at + i] = Math.sin(angle);
    out[at + count + i] = Math.cos(angle);
  }
}

export function writeScaled(out: Float32Array, at: number, values: ArrayLike<number>, scaling: Scaling): void {
  for (let i = 0; i < scaling.offset.length; i++) {
    out[at + i] = (values[i]! - scaling.offset[i]!) * scaling.factor[i]!;
  }
}

/** Widths of a pathway's three inputs. */
export const INPUT_WIDTHS = {
  fast: { pixels: FAST_PIXELS, statistics: FAST_STATISTICS.length },
  slow: { pixels: SLOW_PIXELS, statistics: SLOW_STATISTICS.length },
} as const;
