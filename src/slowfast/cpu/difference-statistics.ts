import { DIFFERENCE_STATISTICS, PATCH_AREA, PATCH_PX } from '../tokens';

/** Added to mean differences on both sides of a ratio, codes: below it they are coding noise. */
export const DIFFERENCE_FLOOR = 0.3;
/** Added to mean squares of what optical flow leaves, squared codes. */
export const RESIDUAL_FLOOR = 0.1;
/** Added to the product of the deviations under a correlation, squared codes. */
export const CORRELATION_FLOOR = 0.5;
/** Ridge under the structure tensor of a window: so much, and this share of its trace, keep it well conditioned. */
export const RIDGE = 0.5;
export const RIDGE_SHARE = 0.01;

/** Optical flow is one vector a window of this side, and one a window of twice that side. */
export const FLOW_WINDOW_PX = 4;
const FLOW_WINDOWS = (PATCH_PX / FLOW_WINDOW_PX) ** 2;
const ACROSS = PATCH_PX / FLOW_WINDOW_PX;

/** Luma and its temporal differences in one fast patch, [16][16] each, in code values. */
export interface PatchDifferences {
  readonly luma: Float64Array;
  readonly d1: Float64Array;
  /** The first difference of the frame before: d1 - d2. Nothing but 0 where the history does not reach. */
  readonly d1Before: Float64Array;
}

const gradientX = new Float64Array(PATCH_AREA);
const gradientY = new Float64Array(PATCH_AREA);
const middle = new Float64Array(PATCH_AREA);
/** Sums over each small window: xx, xy, yy of the gradient, and gradient times d1. */
const tensors = new Float64Array(FLOW_WINDOWS * 5);

/**
 * DIFFERENCE_STATISTICS of one patch into `out` from `start` on: what kind of change a temporal difference is. Where
 * things move rigidly, d1 is as smooth as the picture, follows its edges, goes on as it was and is explained by one
 * velocity a window (Lucas and Kanade's least squares); where texture boils, shapes melt or frames are missing, it is
 * not. Gradients are those of the picture half-way between both frames, central inside the patch.
 */
export function differenceStatistics(patch: PatchDifferences, out: Float32Array, start: number): void {
  const { d1 } = patch;
  findGradients(patch);
  findTensors(d1);
  const { size, square, goesOn, onEdges } = relations(patch);
  const largeFlows = flowsOf(2);
  const small = flowResidual(d1, flowsOf(1));
  const large = flowResidual(d1, largeFlows);
  const features: Record<(typeof DIFFERENCE_STATISTICS)[number], number> = {
    'ln mean |Laplacian of d1| / mean |d1|': Math.log((roughness(d1) + DIFFERENCE_FLOOR) / (size + DIFFERENCE_FLOOR)),
    'correlation of d1 with the d1 before it': goesOn,
    'ln what flow in 4 px windows leaves / rms d1': lnRoot(small, square),
    'ln what flow in 4 px windows leaves, over the floor': lnRoot(small, 0),
    'ln what flow in 8 px windows leaves / rms d1': lnRoot(large, square),
    'ln1p difference of flow between 8 px windows': Math.log1p(flowDifference(largeFlows)),
    'ln rms d1 / mean |d1|': 0.5 * Math.log((square + DIFFERENCE_FLOOR) / (size * size + DIFFERENCE_FLOOR)),
    'correlation of |d1| with |gradient|': onEdges,
  };
  DIFFERENCE_STATISTICS.forEach((name, i) => (out[start + i] = features[name]));
}

/** Mean |d1| and d1^2, and how d1 goes with the d1 before it and with the picture's edges. */
function relations({ d1, d1Before }: PatchDifferences) {
  // One pass, sums local: this runs over every pixel of every moment.
  let [size, square, squareBefore, onward, steep, steepSquare, together] = [0, 0, 0, 0, 0, 0, 0];
  for (let i = 0; i < PATCH_AREA; i++) {
    const change = d1[i]!;
    const before = d1Before[i]!;
    const steepness = Math.sqrt(gradientX[i]! ** 2 + gradientY[i]! ** 2);
    size += Math.abs(change) / PATCH_AREA;
    square += (change * change) / PATCH_AREA;
    squareBefore += (before * before) / PATCH_AREA;
    onward += (change * before) / PATCH_AREA;
    steep += steepness / PATCH_AREA;
    steepSquare += (steepness * steepness) / PATCH_AREA;
    together += (Math.abs(change) * steepness) / PATCH_AREA;
  }
  const spread = Math.max(0, square - size * size) * Math.max(0, steepSquare - steep * steep);
  return {
    size,
    square,
    goesOn: onward / (Math.sqrt(square * squareBefore) + CORRELATION_FLOOR),
    onEdges: (together - size * steep) / (Math.sqrt(spread) + CORRELATION_FLOOR),
  };
}

/** ln of the ratio of two roots of mean squares, floored. */
function lnRoot(above: number, below: number): number {
  return 0.5 * Math.log((above + RESIDUAL_FLOOR) / (below + RESIDUAL_FLOOR));
}

/** Mean |Laplacian| over the inner pixels. */
function roughness(d1: Float64Array): number {
  let sum = 0;
  for (let y = 1; y + 1 < PATCH_PX; y++) {
    for (let x = 1; x + 1 < PATCH_PX; x++) {
      const i = y * PATCH_PX + x;
      sum += Math.abs(4 * d1[i]! - d1[i - 1]! - d1[i + 1]! - d1[i - PATCH_PX]! - d1[i + PATCH_PX]!);
    }
  }
  return sum / (PATCH_PX - 2) ** 2;
}

/** Central differences of the picture half-way between the frames, one-sided at the patch's edges. */
function findGradients({ luma, d1 }: PatchDifferences): void {
  for (let i = 0; i < PATCH_AREA; i++) middle[i] = luma[i]! - d1[i]! / 2;
  for (let i = 0; i < PATCH_AREA; i++) {
    gradientX[i] = slope(i, i % PATCH_PX, 1);
    gradientY[i] = slope(i, Math.floor(i / PATCH_PX), PATCH_PX);
  }
}

function slope(i: number, place: number, stride: number): number {
  const before = place > 0 ? i - stride : i;
  const after = place + 1 < PATCH_PX ? i + stride : i;
  return ((middle[after]! - middle[before]!) * stride) / (after - before);
}

function findTensors(d1: Float64Array): void {
  tensors.fill(0);
  for (let i = 0; i < PATCH_AREA; i++) {
    const at = 5 * windowOf(i);
    const [gx, gy] = [gradientX[i]!, gradientY[i]!];
    tensors[at]! += gx * gx;
    tensors[at + 1]! += gx * gy;
    tensors[at + 2]! += gy * gy;
    tensors[at + 3]! -= gx * d1[i]!;
    tensors[at + 4]! -= gy * d1[i]!;
  }
}

/** The small window of a pixel. */
function windowOf(i: number): number {
  const row = Math.floor(i / (PATCH_PX * FLOW_WINDOW_PX));
  return row * ACROSS + Math.floor((i % PATCH_PX) / FLOW_WINDOW_PX);
}

type Flow = readonly [vx: number, vy: number];

/** For each small window the velocity of the window `scale` small ones wide that holds it. */
function flowsOf(scale: number): readonly Flow[] {
  return Array.from({ length: FLOW_WINDOWS }, (_, window) => flowOf(window, scale));
}

/** Velocity, pixels a step, of the window `scale` small windows wide that holds this small one. */
function flowOf(window: number, scale: number): Flow {
  const left = (window % ACROSS) - ((window % ACROSS) % scale);
  const row = Math.floor(window / ACROSS);
  const top = row - (row % scale);
  const sums = [0, 0, 0, 0, 0];
  for (let y = top; y < top + scale; y++) {
    for (let x = left; x < left + scale; x++) {
      for (let k = 0; k < 5; k++) sums[k]! += tensors[5 * (y * ACROSS + x) + k]!;
    }
  }
  const count = (scale * FLOW_WINDOW_PX) ** 2;
  const [xx, xy, yy, px, py] = sums.map((sum) => sum / count) as [number, number, number, number, number];
  const ridge = RIDGE + RIDGE_SHARE * (xx + yy);
  const determinant = (xx + ridge) * (yy + ridge) - xy * xy;
  return [((yy + ridge) * px - xy * py) / determinant, ((xx + ridge) * py - xy * px) / determinant];
}

/** Mean square of what is left of d1 when every window moves as one. */
function flowResidual(d1: Float64Array, flows: readonly Flow[]): number {
  let sum = 0;
  for (let i = 0; i < PATCH_AREA; i++) {
    const [vx, vy] = flows[windowOf(i)]!;
    sum += (d1[i]! + vx * gradientX[i]! + vy * gradientY[i]!) ** 2;
  }
  return sum / PATCH_AREA;
}

/** How differently the four large windows move: the mean over rows plus the mean over columns, pixels a step. */
function flowDifference(flows: readonly Flow[]): number {
  const [topLeft, topRight, lowLeft, lowRight] = [0, 2, 2 * ACROSS, 2 * ACROSS + 2].map((window) => flows[window]!);
  const apart = (a: Flow, b: Flow): number => Math.hypot(a[0] - b[0], a[1] - b[1]);
  const across = apart(topLeft!, topRight!) + apart(lowLeft!, lowRight!);
  const down = apart(topLeft!, lowLeft!) + apart(topRight!, lowRight!);
  return (across + down) / 2;
}
