/** A curve with adjustable parameters: writes the derivative by each parameter and returns the value at x. */
export type Curve = (parameters: Float64Array, x: number, derivatives: Float64Array) => number;

export interface CurveFit {
  readonly parameters: Float64Array;
  /** Weighted sum of squared residuals. */
  readonly error: number;
  readonly iterations: number;
}

/** Points to go through, each counting `weight` times. */
export interface Points {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly weight: ArrayLike<number>;
}

/** A step that lowers the error by less than this fraction ends the search. */
const TOLERANCE = 1e-13;
const MAX_ITERATIONS = 200;
const MAX_DAMPING = 1e12;

/**
 * Weighted least squares by Levenberg and Marquardt's method, with analytic derivatives and damping scaled by the diagonal.
 * Deterministic. The curve may return what is not finite: such a step counts as uphill. O(n p^2) an iteration.
 */
export function levenbergMarquardt(curve: Curve, start: ArrayLike<number>, points: Points): CurveFit {
  let parameters = Float64Array.from(start);
  let normal = normalEquations(curve, parameters, points);
  let damping = 1e-3;
  let iterations = 0;
  while (iterations < MAX_ITERATIONS && damping < MAX_DAMPING && normal.error > 0) {
    iterations++;
    const step = solveDamped(normal, damping);
    const next = step === undefined ? undefined : parameters.map((value, i) => value + step[i]!);
    const tried = next === undefined ? undefined : normalEquations(curve, next, points);
    if (next === undefined || tried === undefined || !(tried.error < normal.error)) {
      damping *= 8;
      continue;
    }
    const gain = (normal.error - tried.error) / normal.error;
    parameters = next;
    normal = tried;
    damping = Math.max(1e-15, damping / 5);
    if (gain < TOLERANCE) break;
  }
  return { parameters, error: normal.error, iterations };
}

interface NormalEquations {
  /** Row-major p x p: sum of products of derivatives. */
  readonly matrix: Float64Array;
  /** Sum of derivative times residual. */
  readonly vector: Float64Array;
  readonly error: number;
}

function normalEquations(curve: Curve, parameters: Float64Array, { x, y, weight }: Points): NormalEquations {
  const p = parameters.length;
  const matrix = new Float64Array(p * p);
  const vector = new Float64Array(p);
  const slope = new Float64Array(p);
  let error = 0;
  for (let row = 0; row < x.length; row++) {
    const residual = y[row]! - curve(parameters, x[row]!, slope);
    error += weight[row]! * residual * residual;
    for (let i = 0; i < p; i++) {
      const scaled = weight[row]! * slope[i]!;
      vector[i]! += scaled * residual;
      for (let j = 0; j <= i; j++) matrix[i * p + j]! += scaled * slope[j]!;
    }
  }
  for (let i = 0; i < p; i++) for (let j = i + 1; j < p; j++) matrix[i * p + j] = matrix[j * p + i]!;
  return { matrix, vector, error };
}

/** Solves (A + damping diag A) step = b by Cholesky's method; undefined where the matrix is not positive definite. */
function solveDamped({ matrix, vector }: NormalEquations, damping: number): Float64Array | undefined {
  const p = vector.length;
  const factor = new Float64Array(p * p);
  for (let i = 0; i < p; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * p + j]!;
      // A parameter that changes nothing has a zero on the diagonal; the floor keeps the others moving.
      if (i === j) sum += damping * Math.max(sum, 1e-12);
      for (let k = 0; k < j; k++) sum -= factor[i * p + k]! * factor[j * p + k]!;
      if (i !== j) factor[i * p + j] = sum / factor[j * p + j]!;
      else if (sum > 0) factor[i * p + i] = Math.sqrt(sum);
      else return undefined;
    }
  }
  const step = Float64Array.from(vector);
  for (let i = 0; i < p; i++) {
    for (let k = 0; k < i; k++) step[i]! -= factor[i * p + k]! * step[k]!;
    step[i]! /= factor[i * p + i]!;
  }
  for (let i = p - 1; i >= 0; i--) {
    for (let k = i + 1; k < p; k++) step[i]! -= factor[k * p + i]! * step[k]!;
    step[i]! /= factor[i * p + i]!;
  }
  return step;
}
