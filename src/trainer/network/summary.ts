import type { Pathway } from '../../slowfast';
import { FAST_GRID, FAST_TOKENS } from '../../slowfast';
import { INPUT_WIDTHS } from './features';

/** Added to a variance before its square root, to keep the exported graph accurate near zero. */
export const SUMMARY_EPSILON = 1e-3;
/** Scaled statistics are clamped to this. */
export const SUMMARY_LIMIT = 6;
/** Sharpness k of the smooth extremes +-ln(mean(exp(+-k z))) / k, which do not depend on the number of rows. */
export const SHARPNESS = { rows: 2, means: 4 } as const;
/** Added to a deviation before dividing by it, so that a nearly constant column has no correlations. */
export const CORRELATION_FLOOR = 0.2;

/**
 * Cuts of the shares: a share is the fraction of rows above a cut, mean of clip((z - cut) / width + 1/2, 0, 1).
 * Together they describe the distribution of a statistic and, unlike quantiles, need no sorting.
 */
export const CUTS = {
  fast: { at: [-1.5, -0.75, 0, 0.75, 1.5], width: 1 },
  slow: { at: [-2.2, -1.5, -0.75, 0, 0.75, 1.5, 2.2], width: 1 },
  /** Of the means of the sampled frames, relative to the overall mean. */
  sampledFrames: { at: [-0.7, -0.25, 0.25, 0.7], width: 0.5 },
} as const;
export type Cuts = (typeof CUTS)[keyof typeof CUTS];

/** Weights of the 16 places in two features of layout: centre minus border, top row minus bottom row. */
export const LAYOUTS: readonly Float64Array[] = [
  placeWeights((x, y) => (inner(x) && inner(y) ? 1 / 4 : -1 / 12)),
  placeWeights((_, y) => (y === 0 ? 1 / FAST_GRID : y === FAST_GRID - 1 ? -1 / FAST_GRID : 0)),
];

/**
 * Number of features per statistic: mean, deviation, smooth extremes and shares. The rows of the fast pathway are whole
 * sampled frames of 16 places, so it also has features of the frame means (deviation, extremes, shares, trend), of the
 * place means (deviation, extremes, layouts), and the deviation of the rest. They show artifacts that are local in
 * space or time and hardly change the mean. None depends on the number of sampled frames.
 */
export const SUMMARY_FEATURES = {
  fast: 4 + CUTS.fast.at.length + 3 + CUTS.sampledFrames.at.length + 3 + LAYOUTS.length + 2,
  slow: 4 + CUTS.slow.at.length,
} as const;

/** Pairs of statistics whose correlation over the rows closes the summary: i < j, j running fastest. */
export function pairsOf(statistics: number): readonly (readonly [number, number])[] {
  const pairs: [number, number][] = [];
  for (let i = 0; i < statistics; i++) for (let j = i + 1; j < statistics; j++) pairs.push([i, j]);
  return pairs;
}

const widthOf = (pathway: Pathway): number => {
  const { statistics } = INPUT_WIDTHS[pathway];
  return SUMMARY_FEATURES[pathway] * statistics + (statistics * (statistics - 1)) / 2;
};

export const SUMMARY_WIDTHS = { fast: widthOf('fast'), slow: widthOf('slow') } as const;

/**
 * Summary of a clip's scaled statistics, [rows][statistics]: feature by feature, then the correlations,
 * [SUMMARY_WIDTHS].
 *
 * @param times seconds of each row; of the fast pathway only.
 */
export function summarise(pathway: Pathway, scaled: Float32Array, times: ArrayLike<number>): Float32Array {
  const width = INPUT_WIDTHS[pathway].statistics;
  const columns = columnsOf(scaled, width);
  const clock = pathway === 'fast' ? clockOf(times) : new Float64Array();
  const out = new Float32Array(SUMMARY_WIDTHS[pathway]);
  columns.forEach((column, index) => {
    const { at, width: cutWidth } = CUTS[pathway];
    const shares = at.map((cut) => shareAbove(column, cut, cutWidth));
    const metrics = [meanOf(column), ...spreadOf(column, SHARPNESS.rows), ...shares];
    if (pathway === 'fast') metrics.push(...featuresOfFrames(column, clock));
    metrics.forEach((metric, place) => (out[place * width + index] = metric));
  });
  correlate(columns.map(standardised), out.subarray(SUMMARY_FEATURES[pathway] * width));
  return out;
}

/** Correlations in the order of `pairsOf`. The hot loop of the summary; it allocates nothing. */
function correlate(columns: readonly Float64Array[], out: Float32Array): void {
  const rows = columns[0]!.length;
  let o = 0;
  for (let i = 0; i < columns.length; i++) {
    const one = columns[i]!;
    for (let j = i + 1; j < columns.length; j++) {
      const other = columns[j]!;
      let sum = 0;
      for (let row = 0; row < rows; row++) sum += one[row]! * other[row]!;
      out[o++] = sum / rows;
    }
  }
}

function featuresOfFrames(column: Float64Array, clock: Float64Array): number[] {
  const sampledFrames = groupMeans(column, 'sample');
  const places = groupMeans(column, 'place');
  const mean = meanOf(column);
  const rest = new Float64Array(column.length);
  for (let row = 0; row < rest.length; row++) {
    rest[row] = column[row]! - sampledFrames[Math.floor(row / FAST_TOKENS)]! - places[row % FAST_TOKENS]!;
  }
  const { at, width } = CUTS.sampledFrames;
  return [
    ...spreadOf(sampledFrames, SHARPNESS.means),
    ...at.map((cut) => shareAbove(sampledFrames, mean + cut, width)),
    ...spreadOf(places, SHARPNESS.means),
    ...LAYOUTS.map((weights) => dot(weights, places)),
    deviation(rest),
    dot(sampledFrames, clock) / sampledFrames.length,
  ];
}

function columnsOf(scaled: Float32Array, width: number): Float64Array[] {
  const rows = scaled.length / width;
  const columns = Array.from({ length: width }, () => new Float64Array(rows));
  for (let column = 0; column < width; column++) {
    const values = columns[column]!;
    for (let row = 0; row < rows; row++) {
      values[row] = Math.max(-SUMMARY_LIMIT, Math.min(SUMMARY_LIMIT, scaled[row * width + column]!));
    }
  }
  return columns;
}

/** The times of the sampled frames, at zero mean and unit deviation. */
function clockOf(times: ArrayLike<number>): Float64Array {
  const each = Float64Array.from({ length: times.length / FAST_TOKENS }, (_, sample) => times[sample * FAST_TOKENS]!);
  const mean = meanOf(each);
  const spread = deviation(each);
  return each.map((time) => (time - mean) / spread);
}

/** Deviation, smooth maximum and smooth minimum. */
function spreadOf(values: Float64Array, sharpness: number): number[] {
  return [deviation(values), extreme(values, sharpness), extreme(values, -sharpness)];
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

/** Smooth maximum, or for a negative sharpness smooth minimum. */
function extreme(values: Float64Array, sharpness: number): number {
  let sum = 0;
  for (const value of values) sum += Math.exp(sharpness * value);
  return Math.log(sum / values.length) / sharpness;
}

function shareAbove(values: Float64Array, cut: number, width: number): number {
  let sum = 0;
  for (const value of values) sum += Math.max(0, Math.min(1, (value - cut) / width + 0.5));
  return sum / values.length;
}

function standardised(values: Float64Array): Float64Array {
  const mean = meanOf(values);
  const scale = 1 / (deviation(values) + CORRELATION_FLOOR);
  return values.map((value) => (value - mean) * scale);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function groupMeans(values: Float64Array, by: 'sample' | 'place'): Float64Array {
  const sampledFrames = values.length / FAST_TOKENS;
  const means = new Float64Array(by === 'sample' ? sampledFrames : FAST_TOKENS);
  for (let row = 0; row < values.length; row++) {
    means[by === 'sample' ? Math.floor(row / FAST_TOKENS) : row % FAST_TOKENS]! +=
      values[row]! / (values.length / means.length);
  }
  return means;
}

function inner(at: number): boolean {
  return at > 0 && at < FAST_GRID - 1;
}

function placeWeights(weight: (x: number, y: number) => number): Float64Array {
  return Float64Array.from({ length: FAST_TOKENS }, (_, i) => weight(i % FAST_GRID, Math.floor(i / FAST_GRID)));
}
