/** A new array of f(number). `Float64Array.from` uses an iterator, which is ten times slower on large columns. */
export function mapNumbers(values: ArrayLike<number>, f: (value: number, index: number) => number): Float64Array {
  const out = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) out[i] = f(values[i]!, i);
  return out;
}

/** 0, 1, ... n - 1. */
export function countUp(n: number): Uint32Array {
  const out = new Uint32Array(n);
  for (let i = 0; i < n; i++) out[i] = i;
  return out;
}
