import type { GroupStanding } from '../../../statistics';
import { countUp, density, groupMeans, groupStandings, mapNumbers, sortOrder } from '../../../statistics';
import { createRandom } from '../../../base';
import type { Dataset, Dimension } from './dataset';
import { extent } from './extent';
import type { Comparison } from './metrics-of-dataset';
import { pick } from './metrics-of-dataset';
import type { MethodCalibration } from './level-calibration';
import { calibrationsOf } from './level-calibration';

/** Most marks of a scatter plot. More are slow and overlap, so evenly spaced rows are drawn instead of all. */
const MOST_POINTS = 1500;
/** Of the other rows, this many with the largest distance from the curve are drawn as well. */
const FARTHEST_POINTS = 50;
const CURVE_POINTS = 80;
const DENSITY_POINTS = 97;
const BUMP_DRAWS = 300;
/** Most generators or categories that are distinguishable in one picture. */
const MOST_GROUPS = 12;
/** Number of line styles of one picture. */
const MOST_LINES = 6;

export interface ScatterPoint {
  readonly predicted: number;
  readonly human: number;
  /** Human score minus the fitted curve, or minus the prediction where no curve fits. */
  readonly residual: number;
  /** Row of the dataset, from 1, and its name. */
  readonly row: number;
  readonly label: string;
  readonly group: string;
  readonly category: string;
}

export interface ScatterData {
  readonly points: readonly ScatterPoint[];
  readonly n: number;
  readonly curve4: readonly (readonly [number, number])[];
  readonly curve5: readonly (readonly [number, number])[];
  readonly parameters4: readonly number[] | undefined;
  readonly parameters5: readonly number[] | undefined;
  /** Standard deviation of the residuals; rows beyond two of them are outliers, so many of all. */
  readonly deviation: number;
  readonly outliers: number;
}

export interface HistogramData {
  readonly group: string;
  readonly n: number;
  readonly mean: number;
  readonly bins: readonly { readonly from: number; readonly to: number; readonly count: number }[];
  /** Density at evenly spaced scores, in counts per bin. */
  readonly curve: readonly (readonly [number, number])[];
  /** Rows of the dataset, from 1, and the bin of each. */
  readonly rows: Uint32Array;
  readonly binOf: Uint16Array;
}

export interface GroupScore {
  readonly group: string;
  readonly n: number;
  readonly human: number;
  readonly predicted: number;
  readonly humanStanding: GroupStanding;
  readonly predictedStanding: GroupStanding;
}

export interface RadarData {
  readonly categories: readonly string[];
  readonly series: readonly { readonly name: string; readonly values: readonly (number | undefined)[] }[];
}

export interface Plots {
  readonly scatter: ScatterData;
  /** Human scores of the chosen dimension over all clips, then by generator (Q-Save, figure 5). */
  readonly histograms: readonly HistogramData[];
  /** Human scores of every dimension over all clips (figure 6). Empty for a single dimension. */
  readonly dimensions: readonly HistogramData[];
  /** Sentences that state what is left out of the pictures for readability. */
  readonly hidden: readonly string[];
  readonly generators: readonly GroupScore[];
  readonly radar: RadarData | undefined;
  /** One for each method with level distributions. */
  readonly calibrations: readonly MethodCalibration[];
}

export function plotsOf(dataset: Dataset, comparison: Comparison): Plots {
  const dimension = dataset.dimensions.find(({ name }) => name === comparison.dimension);
  return {
    calibrations: dimension === undefined ? [] : calibrationsOf(dimension),
    scatter: scatterOf(dataset, comparison),
    histograms: dimension === undefined ? [] : histogramsOf(dataset, dimension.human),
    dimensions: dataset.dimensions.length < 2 ? [] : dataset.dimensions.flatMap(overallHistogram),
    hidden: hiddenOf(dataset),
    generators: generatorsOf(dataset, comparison),
    radar: radarOf(dataset, comparison),
  };
}

function scatterOf({ key, generator, category }: Dataset, comparison: Comparison): ScatterData {
  const { rows, predicted, human, fits } = comparison;
  const curve = fits.four ?? fits.five;
  const residual = Float64Array.from(human, (value, i) => value - (curve?.apply(predicted[i]!) ?? predicted[i]!));
  const n = rows.length;
  const points = drawnRows(residual).map((i): ScatterPoint => {
    const row = rows[i]!;
    return {
      predicted: predicted[i]!,
      human: human[i]!,
      residual: residual[i]!,
      row: row + 1,
      label: key?.[row] ?? `row ${row + 1}`,
      group: generator?.[row] ?? '',
      category: category?.[row] ?? '',
    };
  });
  const [low, high] = extent(predicted);
  const drawn = (fit: typeof curve): (readonly [number, number])[] =>
    fit === undefined || n === 0
      ? []
      : Array.from({ length: CURVE_POINTS }, (_, i) => {
          const x = low + ((high - low) * i) / (CURVE_POINTS - 1);
          return [x, fit.apply(x)];
        });
  const deviation = Math.sqrt(residual.reduce((sum, value) => sum + value * value, 0) / Math.max(1, n));
  return {
    points: points.sort((a, b) => a.predicted - b.predicted),
    n,
    curve4: drawn(fits.four),
    curve5: drawn(fits.five),
    parameters4: fits.four?.parameters,
    parameters5: fits.five?.parameters,
    deviation,
    outliers: residual.filter((value) => Math.abs(value) > 2 * deviation).length,
  };
}

/** All rows of a small table. Of a large one, evenly spaced rows and those farthest from the curve. */
function drawnRows(residual: Float64Array): number[] {
  const n = residual.length;
  if (n <= MOST_POINTS) return [...residual.keys()];
  const even = Array.from({ length: MOST_POINTS }, (_, k) => Math.floor((k * n) / MOST_POINTS));
  const far = sortOrder(mapNumbers(residual, (value) => -Math.abs(value))).subarray(0, FARTHEST_POINTS);
  return [...new Set([...even, ...far])];
}

function histogramsOf({ generator }: Dataset, human: Float64Array): HistogramData[] {
  const rated = ratedRows(human);
  const [low, high] = extent(human);
  if (!(high > low)) return [];
  const all = histogram('all', human, rated, [low, high]);
  if (generator === undefined) return [all];
  const names = [...new Set(generator)].slice(0, MOST_GROUPS);
  const rowsOf = (name: string): Uint32Array => rated.filter((row) => generator[row] === name);
  return [all, ...names.map((name) => histogram(name, human, rowsOf(name), [low, high]))];
}

function overallHistogram({ name, human }: Dimension): HistogramData[] {
  const [low, high] = extent(human);
  return high > low ? [histogram(name, human, ratedRows(human), [low, high])] : [];
}

function ratedRows(human: Float64Array): Uint32Array {
  return countUp(human.length).filter((row) => !Number.isNaN(human[row]!));
}

function hiddenOf({ generator, category }: Dataset): string[] {
  const hidden: string[] = [];
  const [generators, categories] = [new Set(generator).size, new Set(category).size];
  const say = (what: string, most: number, all: number): void => {
    if (all > most) hidden.push(`${what} show the first ${most} of ${all}; the tables count all.`);
  };
  say('Histograms by generator', MOST_GROUPS, generators);
  say('The ranks', 2 * MOST_GROUPS, generators);
  if (category !== undefined) {
    say('The lines of the categories', MOST_LINES, generators);
    say('The spokes of the categories', MOST_GROUPS, categories);
  }
  return hidden;
}

function histogram(
  group: string,
  human: Float64Array,
  rows: Uint32Array,
  [low, high]: readonly [number, number],
): HistogramData {
  const values = mapNumbers(rows, (row) => human[row]!);
  // Half steps on a rating scale, else twelve bins.
  const width = high - low <= 5 && high <= 5 ? 0.5 : (high - low) / 12;
  const from = Math.floor(low / width) * width;
  const count = Math.max(1, Math.floor((high - from) / width) + 1);
  const counts = new Uint32Array(count);
  const binOf = Uint16Array.from(values, (value) => Math.min(count - 1, Math.floor((value - from) / width + 1e-9)));
  for (const bin of binOf) counts[bin]!++;
  const grid = Float64Array.from(
    { length: DENSITY_POINTS },
    (_, i) => from + (count * width * i) / (DENSITY_POINTS - 1),
  );
  const smooth = density(values, grid);
  return {
    group,
    n: values.length,
    mean: values.reduce((a, b) => a + b, 0) / values.length,
    rows: rows.map((row) => row + 1),
    binOf,
    bins: Array.from(counts, (size, i) => ({ from: from + i * width, to: from + (i + 1) * width, count: size })),
    curve: smooth === undefined ? [] : Array.from(smooth, (value, i) => [grid[i]!, value * values.length * width]),
  };
}

function generatorsOf({ generator }: Dataset, { rows, predicted, human }: Comparison): GroupScore[] {
  if (generator === undefined) return [];
  const groups = pick(generator, rows);
  const means = groupMeans(predicted, human, groups);
  const random = createRandom('generator means');
  const standings = (values: Float64Array, side: string): GroupStanding[] => {
    const apart = means.groups.map((group) => values.filter((_, row) => groups[row] === group));
    return groupStandings(apart, BUMP_DRAWS, random.fork(side));
  };
  const [byHuman, byMethod] = [standings(human, 'human'), standings(predicted, 'predicted')];
  return means.groups.slice(0, 2 * MOST_GROUPS).map((group, i) => ({
    group,
    n: means.counts[i]!,
    human: means.human[i]!,
    predicted: means.predicted[i]!,
    humanStanding: byHuman[i]!,
    predictedStanding: byMethod[i]!,
  }));
}

/** Mean human score of each generator in each category (Q-Save, figure 7), or of all clips without generators. */
function radarOf({ category, generator }: Dataset, { rows, human }: Comparison): RadarData | undefined {
  if (category === undefined) return undefined;
  const where = pick(category, rows);
  const who = generator === undefined ? where.map(() => 'all') : pick(generator, rows);
  const categories = [...new Set(where)].slice(0, MOST_GROUPS);
  if (categories.length < 3) return undefined;
  const series = [...new Set(who)].slice(0, MOST_LINES).map((name) => ({
    name,
    values: categories.map((each) => {
      const values = human.filter((_, i) => where[i] === each && who[i] === name);
      return values.length === 0 ? undefined : values.reduce((a, b) => a + b, 0) / values.length;
    }),
  }));
  return { categories, series };
}
