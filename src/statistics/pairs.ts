/**
 * True when two samples can be compared: equally long, not empty, every number finite. Every metric in this room is
 * `undefined` where this is false, so a missing score never turns into a number.
 */
export function comparable(x: ArrayLike<number>, y: ArrayLike<number>): boolean {
  if (x.length !== y.length || x.length === 0) return false;
  for (let i = 0; i < x.length; i++) {
    if (!Number.isFinite(x[i]) || !Number.isFinite(y[i])) return false;
  }
  return true;
}
