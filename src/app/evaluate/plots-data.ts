import { density } from '../../statistics/density';
import { groupMeans } from '../../statistics/levels';
import type { GroupStanding } from '../../statistics/group-standings';
import { groupStandings } from '../../statistics/group-standings';
import { createRandom } from '../../base/random';
import type { Dataset } from './dataset';
import type { Comparison } from './figures-of-dataset';
import { pick } from './figures-of-dataset';
import type { MethodCalibration } from './level-calibration';
import { calibrationsOf } from './level-calibration';

/** More marks than this are a blot, and slow: evenly chosen ones stand for all. */
const MOST_POINTS = 1500;
const CURVE_POINTS = 80;
const DENSITY_POINTS = 97;
const BUMP_DRAWS = 300;
/** So many generators or categories still tell apart in a picture. */
const MOST_GROUPS = 12;

export interface ScatterPoint {
  readonly predicted: number;
  readonly human: number;
  /** Human score less the fitted curve (or the prediction itself where no curve fits). */
  readonly residual: number;
  /** Row of the dataset, from 1, and its name. */
  readonly row: number;
  readonly label: string;
  readonly group: string;
}

export interface ScatterData {
  readonly points: readonly ScatterPoint[];
  readonly n: number;
  readonly curve4: readonly (readonly [number, number])[];
  readonly curve5: readonly (readonly [number, number])[];
  readonly parameters4: readonly number[] | undefined;
  readonly parameters5: readonly number[] | undefined;
  /** Standard deviation of the residuals; points beyond two of them are outliers. */
  readonly deviation: number;
}

export interface HistogramData {
  readonly group: string;
  readonly n: number;
  readonly mean: number;
  readonly bins: readonly { readonly from: number; readonly to: number; readonly count: number }[];
  /** Density at evenly spaced scores, in counts a bin. */
  readonly curve: readonly (readonly [number, number])[];
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
  /** Human scores over all, then by generator. */
  readonly histograms: readonly HistogramData[];
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
    histograms: histogramsOf(dataset, comparison),
    generators: generatorsOf(dataset, comparison),
    radar: radarOf(dataset, comparison),
  };
}

function scatterOf({ key, generator }: Dataset, comparison: Comparison): ScatterData {
  const { rows, predicted, human, fits } = comparison;
  const curve = fits.four ?? fits.five;
  const residual = Float64Array.from(human, (value, i) => value - (curve?.apply(predicted[i]!) ?? predicted[i]!));
  const n = rows.length;
  const shown = Math.min(n, MOST_POINTS);
  const points = Array.from({ length: shown }, (_, k): ScatterPoint => {
    const i = Math.floor((k * n) / shown);
    const row = rows[i]!;
    return {
      predicted: predicted[i]!,
      human: human[i]!,
      residual: residual[i]!,
      row: row + 1,
      label: key?.[row] ?? `row ${row + 1}`,
      group: generator?.[row] ?? '',
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
  return {
    points: points.sort((a, b) => a.predicted - b.predicted),
    n,
    curve4: drawn(fits.four),
    curve5: drawn(fits.five),
    parameters4: fits.four?.parameters,
    parameters5: fits.five?.parameters,
    deviation: Math.sqrt(residual.reduce((sum, value) => sum + value * value, 0) / Math.max(1, n)),
  };
}

function histogramsOf({ generator }: Dataset, { rows, human }: Comparison): HistogramData[] {
  const [low, high] = extent(human);
  if (!(high > low)) return [];
  const all = histogram('all', human, low, high);
  if (generator === undefined) return [all];
  const groups = pick(generator, rows);
  const names = [...new Set(groups)].slice(0, MOST_GROUPS);
  return [
    all,
    ...names.map((name) =>
      histogram(
        name,
        human.filter((_, i) => groups[i] === name),
        low,
        high,
      ),
    ),
  ];
}

function histogram(group: string, values: Float64Array, low: number, high: number): HistogramData {
  // Half steps where the scale is that of opinions, else twelve bins.
  const width = high - low <= 5 && high <= 5 ? 0.5 : (high - low) / 12;
  const from = Math.floor(low / width) * width;
  const count = Math.max(1, Math.floor((high - from) / width) + 1);
  const counts = new Uint32Array(count);
  for (const value of values) counts[Math.min(count - 1, Math.floor((value - from) / width + 1e-9))]!++;
  const grid = Float64Array.from(
    { length: DENSITY_POINTS },
    (_, i) => from + (count * width * i) / (DENSITY_POINTS - 1),
  );
  const smooth = density(values, grid);
  return {
    group,
    n: values.length,
    mean: values.reduce((a, b) => a + b, 0) / values.length,
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

/** Mean human score of each generator in each category (Q-Save, figure 7); of all clips without generators. */
function radarOf({ category, generator }: Dataset, { rows, human }: Comparison): RadarData | undefined {
  if (category === undefined) return undefined;
  const where = pick(category, rows);
  const who = generator === undefined ? where.map(() => 'all') : pick(generator, rows);
  const categories = [...new Set(where)].slice(0, MOST_GROUPS);
  if (categories.length < 3) return undefined;
  const series = [...new Set(who)].slice(0, MOST_GROUPS / 2).map((name) => ({
    name,
    values: categories.map((each) => {
      const values = human.filter((_, i) => where[i] === each && who[i] === name);
      return values.length === 0 ? undefined : values.reduce((a, b) => a + b, 0) / values.length;
    }),
  }));
  return { categories, series };
}

function extent(values: Float64Array): readonly [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}
