import { PATCH_AREA, PATCH_PX } from '../../slowfast/tokens';
import {
  DAMPING_FLOOR,
  DAMPING_SHARE,
  FRACTION_FLOOR,
  INNER_PX,
  LUMA_WEIGHTS,
  MOTION_FEATURES,
  ROOT_FLOOR,
  VELOCITY_LIMIT,
} from '../network/motion';
import type { GraphBuilder, Value } from './graph';

interface Gradients {
  readonly x: Value;
  readonly y: Value;
  /** [rows, 1, 1] each. */
  readonly xx: Value;
  readonly yy: Value;
  readonly xy: Value;
}

interface Fit {
  readonly features: readonly Value[];
  readonly logResidual: Value;
}

/** network/motion.ts as nodes: fast rows in, [rows, MOTION_FEATURES] out. */
export function writeMotion(graph: GraphBuilder, fast: Value): Value {
  const first = luma(graph, fast, 3 * PATCH_AREA, 1);
  const middle = graph.sub(luma(graph, fast, 0, 255), graph.mul(first, graph.scalar(0.5)));
  const gradients = writeGradients(graph, middle);
  const velocity = writeFit(graph, crop(graph, first, 1, 1), gradients);
  const acceleration = writeFit(graph, crop(graph, luma(graph, fast, 6 * PATCH_AREA, 1), 1, 1), gradients);
  const gradient = halfLog(graph, graph.add(gradients.xx, gradients.yy));
  const all = graph.concat(
    [
      ...velocity.features,
      ...acceleration.features,
      graph.sub(acceleration.logResidual, velocity.logResidual),
      graph.sub(velocity.logResidual, gradient),
    ],
    2,
  );
  return graph.reshape(all, 0, MOTION_FEATURES.length);
}

/** [rows, 16, 16]: luma of the three planes that begin at a column. */
function luma(graph: GraphBuilder, fast: Value, from: number, factor: number): Value {
  const planes = LUMA_WEIGHTS.map((weight, plane) => {
    const start = from + plane * PATCH_AREA;
    return graph.mul(graph.slice(fast, 1, start, start + PATCH_AREA), graph.scalar(weight * factor));
  });
  return graph.reshape(
    planes.reduce((a, b) => graph.add(a, b)),
    0,
    PATCH_PX,
    PATCH_PX,
  );
}

/** [rows, 14, 14] of a patch, from a row and a column on. */
function crop(graph: GraphBuilder, patch: Value, row: number, column: number): Value {
  const ends = graph.integers(row + INNER_PX, column + INNER_PX);
  return graph.op('Slice', [patch, graph.integers(row, column), ends, graph.integers(1, 2)]);
}

function mean(graph: GraphBuilder, x: Value): Value {
  return graph.op('ReduceMean', [x], { axes: [1, 2], keepdims: 1 });
}

function halfLog(graph: GraphBuilder, power: Value): Value {
  return graph.mul(graph.op('Log', [graph.add(power, graph.scalar(1))]), graph.scalar(0.5));
}

function writeGradients(graph: GraphBuilder, middle: Value): Gradients {
  const half = graph.scalar(0.5);
  const x = graph.mul(graph.sub(crop(graph, middle, 1, 2), crop(graph, middle, 1, 0)), half);
  const y = graph.mul(graph.sub(crop(graph, middle, 2, 1), crop(graph, middle, 0, 1)), half);
  const product = (a: Value, b: Value): Value => mean(graph, graph.mul(a, b));
  return { x, y, xx: product(x, x), yy: product(y, y), xy: product(x, y) };
}

function writeFit(graph: GraphBuilder, change: Value, { x: gx, y: gy, xx, yy, xy }: Gradients): Fit {
  const xt = mean(graph, graph.mul(gx, change));
  const yt = mean(graph, graph.mul(gy, change));
  const power = mean(graph, graph.mul(change, change));
  const damping = graph.add(graph.mul(graph.add(xx, yy), graph.scalar(DAMPING_SHARE / 2)), graph.scalar(DAMPING_FLOOR));
  const a = graph.add(xx, damping);
  const c = graph.add(yy, damping);
  const determinant = graph.sub(graph.mul(a, c), graph.mul(xy, xy));
  const solve = (one: Value, other: Value, diagonal: Value): Value =>
    limited(graph, graph.div(graph.sub(graph.mul(xy, other), graph.mul(diagonal, one)), determinant));
  const x = solve(xt, yt, c);
  const y = solve(yt, xt, a);
  const left = graph.add(change, graph.add(graph.mul(gx, x), graph.mul(gy, y)));
  const residual = mean(graph, graph.mul(left, left));
  const squares = graph.add(graph.add(graph.mul(x, x), graph.mul(y, y)), graph.scalar(ROOT_FLOOR));
  const logResidual = halfLog(graph, residual);
  const fraction = graph.div(residual, graph.add(power, graph.scalar(FRACTION_FLOOR)));
  return { features: [x, y, graph.op('Sqrt', [squares]), logResidual, fraction], logResidual };
}

function limited(graph: GraphBuilder, x: Value): Value {
  return graph.op('Clip', [x, graph.single(-VELOCITY_LIMIT), graph.single(VELOCITY_LIMIT)]);
}
