import type { Figures } from '../../../src/statistics/figures';
import { figuresOf, fitBoth, mapThrough } from '../../../src/statistics/figures';

/** All figures of a sample, the curves fitted to itself. */
export function ownFigures(predicted: ArrayLike<number>, human: ArrayLike<number>): Figures {
  const x = Float64Array.from(predicted);
  return figuresOf(mapThrough(x, fitBoth(x, human)), human);
}
