/** A curve with adjustable parameters. */
export interface Curve {
  /** Writes the derivative by each parameter and returns the value at x. */
  readonly at: (parameters: Float64Array, x: number, derivatives: Float64Array) => number;
  /**
   * The parameters in which the value is linear: it is the sum of each of them times its derivative. Their best values
   * for given others are computed directly, so the search runs over the others only.
   */
  readonly linear: readonly number[];
}

export interface CurveFit {
  readonly parameters: Float64Array;
  /** Weighted sum of squared residuals. */
  readonly error: number;
  readonly iterations: number;
}

/** Points to fit, each counted `weight` times. */
export interface Points {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly weight: ArrayLike<number>;
}

/** A step that lowers the error by less than this fraction ends the search. */
const LEAST_GAIN = 1e-13;
const MAX_ITERATIONS = 200;
const MAX_DAMPING = 1e12;

/**
 * Weighted least squares by Levenberg and Marquardt's method, with analytic derivatives and damping scaled by the
 * diagonal. Linear parameters are solved for at every step and never damped (variable projection, Golub and Pereyra
 * 1973, as Ruhe and Wedin 1980 simplify it): for nearly straight points, height and slope of a logistic curve are
 * almost interchangeable, and a search over all parameters converges slowly. Deterministic. A step to parameters where
 * the curve is not finite is rejected. O(n p^2) per iteration.
 *
 * Not replaced by the package ml-levenberg-marquardt 5.1.0: it takes derivatives by finite differences and has no
 * linear parameters. From one start it stops in local minima, from 25 starts it takes 80 to 700 times as long.
 */
export function levenbergMarquardt(curve: Curve, start: ArrayLike<number>, points: Points): CurveFit {
  let parameters = withBestLinear(curve, Float64Array.from(start), points) ?? Float64Array.from(start);
  let normal = normalEquations(curve, parameters, points);
  let damping = 1e-3;
  let iterations = 0;
  while (iterations < MAX_ITERATIONS && damping < MAX_DAMPING && normal.error > 0) {
    iterations++;
    const step = solveDamped(normal, curve.linear, damping);
    const moved = step && parameters.map((value, i) => value + step[i]!);
    const next = moved && withBestLinear(curve, moved, points);
    const tried = next && normalEquations(curve, next, points);
    if (next === undefined || tried === undefined || !(tried.error < normal.error)) {
      damping *= 8;
      continue;
    }
    const gain = (normal.error - tried.error) / normal.error;
    parameters = next;
    normal = tried;
    damping = Math.max(1e-15, damping / 5);
    if (gain < LEAST_GAIN) break;
  }
  return { parameters, error: normal.error, iterations };
}

/** Weighted sum of squared residuals with the best linear parameters for the given others; Infinity where undefined. */
export function errorWithBestLinear(curve: Curve, parameters: ArrayLike<number>, points: Points): number {
  const best = withBestLinear(curve, Float64Array.from(parameters), points);
  return best === undefined ? Infinity : normalEquations(curve, best, points).error;
}

/** The parameters with the best-fitting linear ones; undefined where they are not unique. */
function withBestLinear(
  { at, linear }: Curve,
  parameters: Float64Array,
  { x, y, weight }: Points,
): Float64Array | undefined {
  const p = linear.length;
  const slope = new Float64Array(parameters.length);
  const matrix = new Float64Array(p * p);
  const vector = new Float64Array(p);
  for (let row = 0; row < x.length; row++) {
    if (!Number.isFinite(at(parameters, x[row]!, slope))) return undefined;
    for (let i = 0; i < p; i++) {
      const scaled = weight[row]! * slope[linear[i]!]!;
      vector[i]! += scaled * y[row]!;
      for (let j = 0; j <= i; j++) matrix[i * p + j]! += scaled * slope[linear[j]!]!;
    }
  }
  const solved = solve(matrix, vector);
  if (solved === undefined) return undefined;
  const best = parameters.slice();
  linear.forEach((index, i) => (best[index] = solved[i]!));
  return best;
}

interface NormalEquations {
  /** Row-major p x p, the lower half: sum of products of derivatives. */
  readonly matrix: Float64Array;
  /** Sum of derivative times residual. */
  readonly vector: Float64Array;
  readonly error: number;
}

function normalEquations({ at }: Curve, parameters: Float64Array, { x, y, weight }: Points): NormalEquations {
  const p = parameters.length;
  const matrix = new Float64Array(p * p);
  const vector = new Float64Array(p);
  const slope = new Float64Array(p);
  let error = 0;
  for (let row = 0; row < x.length; row++) {
    const residual = y[row]! - at(parameters, x[row]!, slope);
    error += weight[row]! * residual * residual;
    for (let i = 0; i < p; i++) {
      const scaled = weight[row]! * slope[i]!;
      vector[i]! += scaled * residual;
      for (let j = 0; j <= i; j++) matrix[i * p + j]! += scaled * slope[j]!;
    }
  }
  return { matrix, vector, error };
}

/** Solves (A + damping diag A) step = b, the linear parameters undamped; undefined where the solution is not unique. */
function solveDamped(
  { matrix, vector }: NormalEquations,
  linear: readonly number[],
  damping: number,
): Float64Array | undefined {
  const p = vector.length;
  const damped = matrix.slice();
  for (let i = 0; i < p; i++) {
    // A parameter without effect has a zero on the diagonal; the floor keeps the matrix positive definite.
    if (!linear.includes(i)) damped[i * p + i]! += damping * Math.max(matrix[i * p + i]!, 1e-12);
  }
  return solve(damped, vector);
}

/**
 * Solves A x = b by Cholesky's method, given the lower half of a symmetric A, row-major; undefined where A is not
 * positive definite.
 */
function solve(matrix: Float64Array, vector: Float64Array): Float64Array | undefined {
  const p = vector.length;
  const factor = new Float64Array(p * p);
  for (let i = 0; i < p; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * p + j]!;
      for (let k = 0; k < j; k++) sum -= factor[i * p + k]! * factor[j * p + k]!;
      if (i !== j) factor[i * p + j] = sum / factor[j * p + j]!;
      else if (sum > 0) factor[i * p + i] = Math.sqrt(sum);
      else return undefined;
    }
  }
  const solution = Float64Array.from(vector);
  for (let i = 0; i < p; i++) {
    for (let k = 0; k < i; k++) solution[i]! -= factor[i * p + k]! * solution[k]!;
    solution[i]! /= factor[i * p + i]!;
  }
  for (let i = p - 1; i >= 0; i--) {
    for (let k = i + 1; k < p; k++) solution[i]! -= factor[k * p + i]! * solution[k]!;
    solution[i]! /= factor[i * p + i]!;
  }
  return solution;
}
