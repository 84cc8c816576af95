import { FAST_TOKENS } from '../../slowfast/tokens';
import { INPUT_WIDTHS } from './features';

/** Added to a variance before its root, so that the exported graph's roots stay away from zero's steep end. */
export const SUMMARY_EPSILON = 1e-3;
/** Scaled statistics beyond this say nothing more in the smooth extremes. */
export const SUMMARY_LIMIT = 6;
/** Sharpness k of the smooth extremes +-ln(mean(exp(+-k z))) / k, which do not depend on the number of rows. */
export const SUMMARY_SHARPNESS = 2;

/**
 * Figures of each statistic, in order: mean, standard deviation, smooth maximum, smooth minimum; and of the fast
 * pathway, whose rows are whole moments of 16 places, the deviation over time of the moments' means and over the
 * picture of the places' means. A fault in one place or for a moment shows in these and drowns in the mean.
 */
export const SUMMARY_FIGURES = { fast: 6, slow: 4 } as const;

export const SUMMARY_WIDTHS = {
  fast: SUMMARY_FIGURES.fast * INPUT_WIDTHS.fast.statistics,
  slow: SUMMARY_FIGURES.slow * INPUT_WIDTHS.slow.statistics,
} as const;

/** Summary of a clip's scaled statistics, [rows][statistics]; figure by figure, [SUMMARY_WIDTHS]. */
export function summarise(pathway: 'fast' | 'slow', scaled: Float32Array): Float32Array {
  const width = INPUT_WIDTHS[pathway].statistics;
  const rows = scaled.length / width;
  const out = new Float32Array(SUMMARY_WIDTHS[pathway]);
  for (let column = 0; column < width; column++) {
    const values = Float64Array.from({ length: rows }, (_, row) => scaled[row * width + column]!);
    const figures = [meanOf(values), deviation(values), extreme(values, 1), extreme(values, -1)];
    if (pathway === 'fast') {
      const places = Math.min(FAST_TOKENS, rows);
      figures.push(deviation(groupMeans(values, places, 'moment')), deviation(groupMeans(values, places, 'place')));
    }
    figures.forEach((figure, index) => (out[index * width + column] = figure));
  }
  return out;
}

function meanOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

function deviation(values: Float64Array): number {
  const mean = meanOf(values);
  let sum = 0;
  for (const value of values) sum += (value - mean) ** 2;
  return Math.sqrt(sum / values.length + SUMMARY_EPSILON);
}

/** Smooth maximum (sign 1) or minimum (-1). */
function extreme(values: Float64Array, sign: 1 | -1): number {
  const k = sign * SUMMARY_SHARPNESS;
  let sum = 0;
  for (const value of values) sum += Math.exp(k * Math.max(-SUMMARY_LIMIT, Math.min(SUMMARY_LIMIT, value)));
  return Math.log(sum / values.length) / k;
}

function groupMeans(values: Float64Array, places: number, by: 'moment' | 'place'): Float64Array {
  const moments = Math.floor(values.length / places);
  const means = new Float64Array(by === 'moment' ? moments : places);
  for (let i = 0; i < moments * places; i++) {
    means[by === 'moment' ? Math.floor(i / places) : i % places]! += values[i]! / (values.length / means.length);
  }
  return means;
}
