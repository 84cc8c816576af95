import { mean } from './mean';
import { comparable } from './pairs';

/**
 * Pearson's linear correlation, raw (no logistic fit), in -1..1. `undefined` where it does not exist: fewer than two
 * pairs, unequal lengths, a number that is not finite, or one side constant.
 */
export function plcc(x: ArrayLike<number>, y: ArrayLike<number>): number | undefined {
  if (!comparable(x, y) || x.length < 2) return undefined;
  // An exact test for a constant side: rounding in the mean can leave a tiny variance.
  if (constant(x) || constant(y)) return undefined;
  const meanX = mean(x);
  const meanY = mean(y);
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (let i = 0; i < x.length; i++) {
    const dx = x[i]! - meanX;
    const dy = y[i]! - meanY;
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  }
  // Two roots: the root of the product could underflow or overflow.
  const r = xy / (Math.sqrt(xx) * Math.sqrt(yy));
  return Number.isFinite(r) ? Math.min(1, Math.max(-1, r)) : undefined;
}

function constant(values: ArrayLike<number>): boolean {
  for (let i = 1; i < values.length; i++) {
    if (values[i] !== values[0]) return false;
  }
  return true;
}
