import { createRandom } from '../../base/random';
import type { Result } from '../../base/result';
import { fail, ok } from '../../base/result';
import type { Interval } from '../../statistics/bootstrap';
import { pairedTest, percentileInterval } from '../../statistics/bootstrap';
import type { BootstrapDraws, BootstrapTable } from '../../statistics/figure-bootstrap';
import type { FigureId } from '../../statistics/figures';
import { FIGURE_IDS } from '../../statistics/figures';
import type { WithinContent } from '../../statistics/levels';
import { withinContent } from '../../statistics/levels';
import { countUp, mapNumbers } from '../../statistics/map-numbers';
import { meanInterval } from '../../statistics/mean-interval';
import type { Grouping } from '../../statistics/weighted-group-means';
import { GROUP_FIGURE_IDS } from '../../statistics/weighted-group-means';
import { formatCount } from '../format';
import type { Dataset, Dimension } from './dataset';
import { drawAll, scoresOf } from './draw-all';
import { drawersFor, MOST_SCORES } from './draw-pool';
import type {
  ComparedPair,
  DimensionFigures,
  Evaluation,
  EvaluationProgress,
  Intervals,
  MethodIntervals,
} from './evaluation';
import type { Comparison } from './figures-of-dataset';
import { compare, dimensionFigures, pick } from './figures-of-dataset';
import { Turns } from './turn';

export interface SessionCall {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: EvaluationProgress) => void;
}

const CANCELLED = 'The evaluation was cancelled. Start it again to see its figures.';

/** One dataset under evaluation: its figures, then their intervals, then what is asked about pairs of methods. */
export class EvaluationSession {
  readonly dataset: Dataset;
  readonly #comparisons: Comparison[][] = [];
  readonly #draws: BootstrapDraws[] = [];

  constructor(dataset: Dataset) {
    this.dataset = dataset;
  }

  comparison(dimension: number, method: number): Comparison | undefined {
    return this.#comparisons[dimension]?.[method];
  }

  async figures({ signal, onProgress }: SessionCall): Promise<Result<Evaluation>> {
    const started = performance.now();
    const turns = new Turns();
    const { dataset } = this;
    const total = dataset.dimensions.reduce((sum, { methods }) => sum + methods.length, 0);
    const dimensions: DimensionFigures[] = [];
    let done = 0;
    this.#comparisons.length = 0;
    for (const dimension of dataset.dimensions) {
      const comparisons: Comparison[] = [];
      for (let method = 0; method < dimension.methods.length; method++) {
        onProgress({ stage: 'figures', done, total });
        await turns.pause();
        if (signal.aborted) return fail('cancelled', CANCELLED);
        comparisons.push(compare(dimension, method));
        done++;
      }
      this.#comparisons.push(comparisons);
      dimensions.push(dimensionFigures(dataset, dimension, comparisons));
    }
    return ok({
      name: dataset.name,
      rows: dataset.rows,
      generators: new Set(dataset.generator).size,
      contents: new Set(dataset.content).size,
      dimensions,
      elapsed: performance.now() - started,
    });
  }

  /** Percentile intervals from `draws` resamples. The same seed gives the same intervals, however many draw them. */
  async intervals(draws: number, seed: number, { signal, onProgress }: SessionCall): Promise<Result<Intervals>> {
    const { dimensions } = this.dataset;
    const total = draws * dimensions.length;
    const out: MethodIntervals[][] = [];
    this.#draws.length = 0;
    for (const [at, dimension] of dimensions.entries()) {
      const random = createRandom(seed).fork(dimension.name);
      const table = this.#bootstrapTable(dimension, this.#comparisons[at]!, `${seed}/${dimension.name}/clips`);
      if (scoresOf(table) > MOST_SCORES) return fail('too-large', tooManyScores(scoresOf(table)));
      const drawn = await drawAll(table, draws, drawersFor(table, draws), {
        signal,
        onDraws: (done) => onProgress({ stage: 'intervals', done: at * draws + done, total }),
      });
      if (drawn === undefined) return fail('cancelled', CANCELLED);
      this.#draws.push(drawn);
      out.push(
        this.#comparisons[at]!.map((each, method) => ({
          instance: intervalsOf(FIGURE_IDS, (id) => drawn.values(method, id)),
          model: intervalsOf(GROUP_FIGURE_IDS, (id) => drawn.groupValues(method, id)),
          within: this.#within(each, draws, random.fork(`${each.method} within`)),
        })),
      );
    }
    return ok(out);
  }

  /** The paired test of two methods by one figure, on the resamples that made the intervals. */
  pair(dimension: number, first: number, second: number, figure: FigureId): ComparedPair | undefined {
    const drawn = this.#draws[dimension];
    const names = [first, second].map((method) => this.comparison(dimension, method)?.method);
    const test = drawn && pairedTest(drawn.values(first, figure), drawn.values(second, figure));
    if (test === undefined || names[0] === undefined || names[1] === undefined) return undefined;
    return { figure, first: names[0], second: names[1], test };
  }

  /** The rows that people rated, with the predictions of every method for them and what its curves make of those. */
  #bootstrapTable(dimension: Dimension, comparisons: readonly Comparison[], seed: string): BootstrapTable {
    const rated = countUp(dimension.human.length).filter((row) => !Number.isNaN(dimension.human[row]!));
    const take = (values: Float64Array): Float64Array => mapNumbers(rated, (row) => values[row]!);
    const { generator } = this.dataset;
    return {
      seed,
      human: take(dimension.human),
      methods: dimension.methods.map((method, i) => {
        const { four, five } = comparisons[i]!.fits;
        const predicted = take(method.predicted);
        return {
          predicted,
          four: four && mapNumbers(predicted, four.apply),
          five: five && mapNumbers(predicted, five.apply),
        };
      }),
      grouping: generator && groupingOf(pick(generator, rated)),
    };
  }

  #within({ rows, predicted, human }: Comparison, draws: number, random: ReturnType<typeof createRandom>) {
    const { content } = this.dataset;
    if (content === undefined) return {};
    const { each }: WithinContent = withinContent(predicted, human, pick(content, rows));
    return defined([
      ['srcc', meanInterval(each.srcc, draws, random)],
      ['plcc', meanInterval(each.plcc, draws, random)],
    ]);
  }
}

function tooManyScores(scores: number): string {
  const [most, given] = [formatCount(MOST_SCORES), formatCount(scores)];
  return `Resamples are drawn of up to ${most} scores; this table has ${given}. Set some predictions to “not used”.`;
}

function groupingOf(names: readonly string[]): Grouping {
  const index = new Map([...new Set(names)].map((name, i) => [name, i]));
  return { group: Uint32Array.from(names, (name) => index.get(name)!), groups: index.size };
}

function intervalsOf<T extends string>(
  ids: readonly T[],
  valuesOf: (id: T) => Float64Array,
): Partial<Record<T, Interval>> {
  return defined(ids.map((id) => [id, percentileInterval(valuesOf(id))] as const));
}

/** A record without the entries that do not exist. */
function defined<K extends string, T>(entries: readonly (readonly [K, T | undefined])[]): Partial<Record<K, T>> {
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as Partial<Record<K, T>>;
}
