import type { LogisticFit } from './logistic';
import { fitLogistic, prepareSamples } from './logistic';
import { mapNumbers } from './map-numbers';

export interface Fits {
  readonly four: LogisticFit | undefined;
  readonly five: LogisticFit | undefined;
}

/** A method's predicted scores, raw and through both fitted curves. */
export interface MappedPredictions {
  readonly predicted: Float64Array;
  readonly four: Float64Array | undefined;
  readonly five: Float64Array | undefined;
}

/** Both logistic curves of human scores over predicted scores. */
export function fitBoth(predicted: ArrayLike<number>, human: ArrayLike<number>): Fits {
  const samples = prepareSamples(predicted, human);
  return { four: fitLogistic(predicted, human, 4, samples), five: fitLogistic(predicted, human, 5, samples) };
}

/** The predicted scores through both curves. */
export function mapThrough(predicted: Float64Array, { four, five }: Fits): MappedPredictions {
  return {
    predicted,
    four: four && mapNumbers(predicted, four.apply),
    five: five && mapNumbers(predicted, five.apply),
  };
}
