/** The ends of a score scale. */
export interface Scale {
  readonly low: number;
  readonly high: number;
}

/** Maps a benchmark's scores linearly to 1..5 (paper ASO, C.1). Throws a RangeError unless high > low. */
export function toFive(values: ArrayLike<number>, { low, high }: Scale): Float64Array {
  if (!(high > low)) throw new RangeError(`a scale must rise: ${low} to ${high}`);
  return Float64Array.from(values, (value) => 1 + (4 * (value - low)) / (high - low));
}

const COMMON_SCALES: readonly Scale[] = [
  { low: 1, high: 5 },
  { low: 0, high: 1 },
  { low: 0, high: 5 },
  { low: 1, high: 10 },
  { low: 0, high: 10 },
  { low: 1, high: 100 },
  { low: 0, high: 100 },
];

/** The smallest common rating scale that contains all numbers; their own range where none does. */
export function guessScale(values: ArrayLike<number>): Scale {
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < values.length; i++) {
    if (values[i]! < low) low = values[i]!;
    if (values[i]! > high) high = values[i]!;
  }
  const fitting = COMMON_SCALES.filter((scale) => low >= scale.low && high <= scale.high);
  // The narrowest scale that fits is chosen.
  return fitting.reduce(
    (best, scale) => (scale.high - scale.low < best.high - best.low ? scale : best),
    fitting[0] ?? { low, high },
  );
}
