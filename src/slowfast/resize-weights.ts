import { HORIZONTAL_BITS, VERTICAL_BITS } from './constants';

/**
 * Weights of an antialiased bilinear resize along one side, in fixed point. Output j is
 * sum over k < taps of weights[j * taps + k] * source[first[j] + k], and those weights sum to exactly 1 << bits. Every
 * row has the same number of taps (padded with zeros), all inside the source, so no loop needs a bound check.
 */
export interface ResizeWeights {
  readonly taps: number;
  readonly first: Int32Array;
  readonly weights: Int32Array;
}

/**
 * Triangle filter as wide as the scale factor (one sample when enlarging), centres aligned, cut at the border.
 *
 * @param extent length of the source in samples; a half for the chroma plane of an odd side
 * @param available number of samples, ceil(extent)
 * @param target output samples
 * @param bits precision of the weights
 */
export function resizeWeights(extent: number, available: number, target: number, bits: number): ResizeWeights {
  const scale = extent / target;
  const support = Math.max(1, scale);
  const spans = Array.from({ length: target }, (_, j) => {
    const centre = (j + 0.5) * scale;
    const start = Math.max(0, Math.min(available - 1, Math.floor(centre - support + 0.5)));
    const end = Math.min(available, Math.max(start + 1, Math.floor(centre + support + 0.5)));
    return { centre, start, end };
  });
  const taps = Math.max(...spans.map(({ start, end }) => end - start));
  const first = new Int32Array(target);
  const weights = new Int32Array(target * taps);
  spans.forEach(({ centre, start, end }, j) => {
    const exact = Array.from({ length: end - start }, (_, k) =>
      Math.max(0, 1 - Math.abs(start + k + 0.5 - centre) / support),
    );
    const from = Math.min(start, available - taps);
    first[j] = from;
    weights.set(toFixedPoint(exact, bits), j * taps + (start - from));
  });
  return { taps, first, weights };
}

/** Rounds the running sum instead of each weight, so that the total is exact. */
function toFixedPoint(exact: readonly number[], bits: number): number[] {
  const total = exact.reduce((sum, weight) => sum + weight, 0);
  // A single sample outside the filter: the last chroma column of an odd side.
  if (total === 0) return exact.map((_, k) => (k === 0 ? 1 << bits : 0));
  let running = 0;
  let given = 0;
  return exact.map((weight, k) => {
    running += weight;
    const upTo = k === exact.length - 1 ? 1 << bits : Math.round((running / total) * (1 << bits));
    const fixed = upTo - given;
    given = upTo;
    return fixed;
  });
}

/** The weights that bring one plane of a frame to the comparison size. */
export interface PlaneResize {
  /** Samples in a row of the source plane. */
  readonly width: number;
  readonly height: number;
  readonly vertical: ResizeWeights;
  readonly horizontal: ResizeWeights;
}

/** For luma, or for a chroma plane (sited at the centre of each 2x2 block). */
export function planeResize(
  frame: { readonly width: number; readonly height: number },
  target: { readonly width: number; readonly height: number },
  chroma: boolean,
): PlaneResize {
  const divisor = chroma ? 2 : 1;
  const width = Math.ceil(frame.width / divisor);
  const height = Math.ceil(frame.height / divisor);
  return {
    width,
    height,
    vertical: resizeWeights(frame.height / divisor, height, target.height, VERTICAL_BITS),
    horizontal: resizeWeights(frame.width / divisor, width, target.width, HORIZONTAL_BITS),
  };
}
