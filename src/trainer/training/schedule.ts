/** Learning rate: linear warm-up, then half a cosine down to a floor. */
export interface Schedule {
  readonly peak: number;
  readonly warmup: number;
  /** Fraction of the peak at the last step. */
  readonly floor: number;
  readonly steps: number;
}

/** The rate of step `step`, counted from 0. */
export function learningRate({ peak, warmup, floor, steps }: Schedule, step: number): number {
  if (step < warmup) return (peak * (step + 1)) / warmup;
  const progress = Math.min(1, (step - warmup) / Math.max(1, steps - warmup));
  return peak * (floor + (1 - floor) * 0.5 * (1 + Math.cos(Math.PI * progress)));
}
