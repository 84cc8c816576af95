import { rmse } from './error';
import type { Curve, Points } from './levenberg-marquardt';
import { errorWithBestLinear, levenbergMarquardt } from './levenberg-marquardt';
import { mapNumbers } from './map-numbers';
import { meanOfShares } from './mean';
import { comparable } from './pairs';
import { plcc } from './plcc';
import { sortOrder } from './sort-order';

/**
 * The two curves that quality assessment maps predictions through before a linear correlation:
 * - 4: b2 + (b1 - b2) / (1 + exp(-(x - b3) / b4)), VQEG 2000 and ITU-T P.1401;
 * - 5: b1 (1/2 - 1 / (1 + exp(b2 (x - b3)))) + b4 x + b5, Sheikh, Sabir and Bovik 2006.
 */
export type LogisticKind = 4 | 5;

export interface LogisticFit {
  readonly kind: LogisticKind;
  /** b1 to b4 or b5 of the formulas above, in the samples' units. */
  readonly parameters: readonly number[];
  /** Root mean squared residual, in the unit of y. */
  readonly residual: number;
  readonly apply: (x: number) => number;
}

/**
 * More rows than this are averaged, in the order of x, into this many points of nearly equal weight. Within one the
 * curve is practically straight, and the search costs a hundredth.
 */
const MOST_POINTS = 2048;
/**
 * Initial widths and centres of the rise, in standard deviations of x. The search starts from the best SEARCHES of
 * them.
 */
const WIDTHS = [0.2, 0.5, 1, 3, 10];
const CENTRES = [-1.6, -0.8, 0, 0.8, 1.6];
const SEARCHES = 2;
/** Initial values are compared on about this many points. */
const GUESS_POINTS = 256;
/**
 * Bounds on the width of the rise, in standard deviations of x. A narrower rise is a step between neighbours, which
 * would turn the noise of a few dozen clips into a correlation. A wider one is practically a cubic with an unbounded
 * height.
 */
const LEAST_WIDTH = 0.1;
const MOST_WIDTH = 30;

/**
 * Fits y to x by least squares. `undefined` for samples that cannot be compared, fewer rows or fewer distinct x than
 * parameters, or a constant y. Both samples are standardised first, so their scales do not affect the search. A fitted
 * curve may rise or fall, so the correlation after it does not show the sign of a prediction: read it together with
 * SRCC.
 */
export function fitLogistic(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  kind: LogisticKind,
  samples = prepareSamples(x, y),
): LogisticFit | undefined {
  if (samples === undefined || !hasDistinct(x, kind)) return undefined;
  const { sx, sy, points } = samples;
  const curve = kind === 4 ? curve4 : curve5;
  const searched = starts(kind, curve, points).map((each) => levenbergMarquardt(curve, each, points));
  const { parameters: p } = searched.reduce((a, b) => (b.error < a.error ? b : a));
  const unused = new Float64Array(kind);
  const apply = (value: number): number => sy.mean + sy.scale * curve.at(p, (value - sx.mean) / sx.scale, unused);
  return { kind, parameters: inUnits(kind, p, sx, sy), residual: rmse(mapNumbers(x, apply), y) ?? 0, apply };
}

/** The standardised samples that fits of both kinds share; undefined where no fit exists. */
export function prepareSamples(x: ArrayLike<number>, y: ArrayLike<number>): PreparedSamples | undefined {
  if (!comparable(x, y) || plcc(x, y) === undefined) return undefined;
  const [sx, sy] = [standardised(x), standardised(y)];
  return { sx, sy, points: gathered(sx.values, sy.values) };
}

export interface PreparedSamples {
  readonly sx: Standardised;
  readonly sy: Standardised;
  readonly points: Points;
}

const curve4: Curve = {
  linear: [0, 1],
  at: (p, x, d) => {
    // Only the absolute width is used: with its sign every solution would exist twice.
    const width = Math.abs(p[3]!);
    if (!inBounds(width)) return Number.NaN;
    const z = (x - p[2]!) / width;
    const s = 1 / (1 + Math.exp(-z));
    const slope = (p[0]! - p[1]!) * s * (1 - s);
    d[0] = s;
    d[1] = 1 - s;
    d[2] = -slope / width;
    d[3] = (-slope * z * Math.sign(p[3]!)) / width;
    return p[1]! + (p[0]! - p[1]!) * s;
  },
};

const curve5: Curve = {
  linear: [0, 3, 4],
  at: (p, x, d) => {
    if (!inBounds(1 / Math.abs(p[1]!))) return Number.NaN;
    const s = 1 / (1 + Math.exp(-p[1]! * (x - p[2]!)));
    const slope = p[0]! * s * (1 - s);
    d[0] = s - 0.5;
    d[1] = slope * (x - p[2]!);
    d[2] = -slope * p[1]!;
    d[3] = x;
    d[4] = 1;
    return p[0]! * (s - 0.5) + p[3]! * x + p[4]!;
  },
};

/** The best initial values. */
function starts(kind: LogisticKind, curve: Curve, points: Points): readonly (readonly number[])[] {
  const guesses = WIDTHS.flatMap((width) =>
    // The heights are solved for; these values only have to make the rise nonzero.
    CENTRES.map((centre) => (kind === 4 ? [1, -1, centre, width] : [1, 1 / width, centre, 0, 0])),
  );
  const few = thinned(points);
  return guesses
    .map((guess) => ({ guess, error: errorWithBestLinear(curve, guess, few) }))
    .sort((a, b) => a.error - b.error)
    .slice(0, SEARCHES)
    .map(({ guess }) => guess);
}

function thinned({ x, y, weight }: Points): Points {
  const stride = Math.max(1, Math.floor(x.length / GUESS_POINTS));
  const take = (values: ArrayLike<number>) => Array.from(values).filter((_, i) => i % stride === 0);
  return { x: take(x), y: take(y), weight: take(weight) };
}

function inBounds(width: number): boolean {
  return width >= LEAST_WIDTH && width <= MOST_WIDTH;
}

function hasDistinct(values: ArrayLike<number>, count: number): boolean {
  const seen = new Set<number>();
  for (let i = 0; i < values.length && seen.size < count; i++) seen.add(values[i]!);
  return seen.size >= count;
}

interface Standardised {
  readonly values: Float64Array;
  readonly mean: number;
  readonly scale: number;
}

function standardised(values: ArrayLike<number>): Standardised {
  const mean = meanOfShares(values);
  let variance = 0;
  for (let i = 0; i < values.length; i++) variance += (values[i]! - mean) ** 2 / values.length;
  const scale = Math.sqrt(variance);
  return { values: mapNumbers(values, (value) => (value - mean) / scale), mean, scale };
}

function inUnits(kind: LogisticKind, p: Float64Array, x: Standardised, y: Standardised): number[] {
  const [b1 = 0, b2 = 0, b3 = 0, b4 = 0, b5 = 0] = p;
  const centre = x.mean + x.scale * b3;
  if (kind === 4) return [y.mean + y.scale * b1, y.mean + y.scale * b2, centre, x.scale * Math.abs(b4)];
  const rise = (b4 * y.scale) / x.scale;
  // Negating height and steepness gives the same curve; the steepness is reported positive.
  return [b1 * Math.sign(b2) * y.scale, Math.abs(b2) / x.scale, centre, rise, y.mean + y.scale * b5 - rise * x.mean];
}

function gathered(x: Float64Array, y: Float64Array): Points {
  const n = x.length;
  if (n <= MOST_POINTS) return { x, y, weight: new Float64Array(n).fill(1) };
  const order = sortOrder(x);
  const points = {
    x: new Float64Array(MOST_POINTS),
    y: new Float64Array(MOST_POINTS),
    weight: new Float64Array(MOST_POINTS),
  };
  for (let i = 0; i < n; i++) {
    const point = Math.floor((i * MOST_POINTS) / n);
    points.x[point]! += x[order[i]!]!;
    points.y[point]! += y[order[i]!]!;
    points.weight[point]!++;
  }
  for (let point = 0; point < MOST_POINTS; point++) {
    points.x[point]! /= points.weight[point]!;
    points.y[point]! /= points.weight[point]!;
  }
  return points;
}
