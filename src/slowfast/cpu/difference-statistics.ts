import { CORRELATION_FLOOR, DIFFERENCE_FLOOR, FLOW_WINDOW_PX, RESIDUAL_FLOOR, RIDGE, RIDGE_SHARE } from '../constants';
import { lineSlope } from './line-slope';
import { DIFFERENCE_STATISTICS, PATCH_AREA, PATCH_PX } from '../tokens';

const FLOW_WINDOWS = (PATCH_PX / FLOW_WINDOW_PX) ** 2;
const ACROSS = PATCH_PX / FLOW_WINDOW_PX;

/** Luma and its temporal differences in one fast patch, [16][16] each, in code values. */
export interface PatchDifferences {
  readonly luma: Float64Array;
  readonly d1: Float64Array;
  /** The first difference of the previous frame: d1 - d2. All 0 where the history is too short. */
  readonly d1Before: Float64Array;
}

const gradientX = new Float64Array(PATCH_AREA);
const gradientY = new Float64Array(PATCH_AREA);
const middle = new Float64Array(PATCH_AREA);
/** Sums over each small window: xx, xy, yy of the gradient, and gradient times d1. */
const tensors = new Float64Array(FLOW_WINDOWS * 5);

/**
 * Writes DIFFERENCE_STATISTICS of one patch to `out` from `start` on: what kind of change a temporal difference is.
 * Where objects move rigidly, d1 is as smooth as the image, follows its edges, continues over time and is explained by
 * one velocity per window (Lucas and Kanade's least squares). Boiling texture, melting shapes and missing frames break
 * that. Gradients are those of the image half-way between both frames, central inside the patch.
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

/** Mean |d1| and d1^2, and the correlations of d1 with the previous d1 and with the image's edges. */
function relations({ d1, d1Before }: PatchDifferences) {
  // One pass with local sums: this runs over every pixel of every sampled frame.
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

/** Central differences of the image half-way between the frames, one-sided at the patch's edges. */
function findGradients({ luma, d1 }: PatchDifferences): void {
  for (let i = 0; i < PATCH_AREA; i++) middle[i] = luma[i]! - d1[i]! / 2;
  for (let i = 0; i < PATCH_AREA; i++) {
    gradientX[i] = lineSlope(middle, i, i % PATCH_PX, PATCH_PX, 1);
    gradientY[i] = lineSlope(middle, i, Math.floor(i / PATCH_PX), PATCH_PX, PATCH_PX);
  }
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

/** For each small window, the velocity of the window that contains it and is `scale` small windows wide. */
function flowsOf(scale: number): readonly Flow[] {
  return Array.from({ length: FLOW_WINDOWS }, (_, window) => flowOf(window, scale));
}

/** Velocity, pixels per step, of the window that contains this small one and is `scale` small windows wide. */
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

/** Mean square of the residual of d1 when every window has one velocity. */
function flowResidual(d1: Float64Array, flows: readonly Flow[]): number {
  let sum = 0;
  for (let i = 0; i < PATCH_AREA; i++) {
    const [vx, vy] = flows[windowOf(i)]!;
    sum += (d1[i]! + vx * gradientX[i]! + vy * gradientY[i]!) ** 2;
  }
  return sum / PATCH_AREA;
}

/**
 * Difference between the four large windows' velocities: the mean over rows plus the mean over columns, pixels per
 * step.
 */
function flowDifference(flows: readonly Flow[]): number {
  const [topLeft, topRight, lowLeft, lowRight] = [0, 2, 2 * ACROSS, 2 * ACROSS + 2].map((window) => flows[window]!);
  const apart = (a: Flow, b: Flow): number => Math.hypot(a[0] - b[0], a[1] - b[1]);
  const across = apart(topLeft!, topRight!) + apart(lowLeft!, lowRight!);
  const down = apart(topLeft!, lowLeft!) + apart(topRight!, lowRight!);
  return (across + down) / 2;
}
