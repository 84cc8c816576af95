/** Comparison of a noisy gradient with an exact one. All vectors have one number per logit. */
export interface GradientComparison {
  /** Euclidean length of the mean estimate. */
  readonly length: number;
  /** Cosine of the angle between the mean estimate and the exact gradient; undefined where one of them is zero. */
  readonly cosine: number | undefined;
  /** Length of mean - exact. */
  readonly bias: number;
  /** Root of the summed variance: the typical distance of one estimate from the mean. */
  readonly deviation: number;
}

export function compareGradients(
  mean: ArrayLike<number>,
  variance: ArrayLike<number>,
  exact: ArrayLike<number>,
): GradientComparison {
  let [meanSquare, exactSquare, product, biasSquare, total] = [0, 0, 0, 0, 0];
  for (let s = 0; s < mean.length; s++) {
    meanSquare += mean[s]! ** 2;
    exactSquare += exact[s]! ** 2;
    product += mean[s]! * exact[s]!;
    biasSquare += (mean[s]! - exact[s]!) ** 2;
    total += variance[s]!;
  }
  const lengths = Math.sqrt(meanSquare) * Math.sqrt(exactSquare);
  return {
    length: Math.sqrt(meanSquare),
    cosine: lengths > 0 ? Math.max(-1, Math.min(1, product / lengths)) : undefined,
    bias: Math.sqrt(biasSquare),
    deviation: Math.sqrt(total),
  };
}
