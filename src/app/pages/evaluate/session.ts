import type { Result } from '../../../base';
import { createRandom, fail, ok } from '../../../base';
import type { BootstrapDraws, BootstrapTable, Grouping, Interval, MetricId } from '../../../statistics';
import { METRIC_IDS, countUp, mapNumbers, mapThrough, pairedTest, percentileInterval } from '../../../statistics';
import { formatCount } from '../../../base';
import type { Dataset, Dimension } from './dataset';
import { drawAll, scoresOf } from './draw-all';
import { drawersFor, MOST_SCORES } from './draw-pool';
import type {
  ComparedPair,
  DimensionMetrics,
  Evaluation,
  EvaluationProgress,
  Intervals,
  LevelId,
  MethodIntervals,
} from './evaluation';
import type { Comparison } from './metrics-of-dataset';
import { compare, dimensionMetrics, pick } from './metrics-of-dataset';
import type { RaterReport } from './rater-report';
import { raterReport } from './rater-report';
import { Turns } from './turn';
import type { ContentDraws } from './within-draws';
import { drawContents } from './within-draws';

export interface SessionCall {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: EvaluationProgress) => void;
}

const NONE = new Float64Array();
const CANCELLED = 'The evaluation was cancelled. Start it again to see the metrics.';

/** The evaluation of one dataset: metrics, their intervals, and tests of pairs of methods. */
export class EvaluationSession {
  readonly dataset: Dataset;
  readonly #comparisons: Comparison[][] = [];
  readonly #draws: BootstrapDraws[] = [];
  readonly #contentDraws: (ContentDraws | undefined)[] = [];
  #raters: { readonly asked: string; readonly report: RaterReport | undefined } | undefined;

  constructor(dataset: Dataset) {
    this.dataset = dataset;
  }

  comparison(dimension: number, method: number): Comparison | undefined {
    return this.#comparisons[dimension]?.[method];
  }

  async metrics({ signal, onProgress }: SessionCall): Promise<Result<Evaluation>> {
    const turns = new Turns();
    const { dataset } = this;
    const total = dataset.dimensions.reduce((sum, { methods }) => sum + methods.length, 0);
    const dimensions: DimensionMetrics[] = [];
    let done = 0;
    this.#comparisons.length = 0;
    for (const dimension of dataset.dimensions) {
      const comparisons: Comparison[] = [];
      for (let method = 0; method < dimension.methods.length; method++) {
        onProgress({ stage: 'metrics', done, total });
        await turns.pause();
        if (signal.aborted) return fail('cancelled', CANCELLED);
        comparisons.push(compare(dimension, method));
        done++;
      }
      this.#comparisons.push(comparisons);
      dimensions.push(dimensionMetrics(dataset, dimension, comparisons));
    }
    return ok({
      name: dataset.name,
      rows: dataset.rows,
      generators: new Set(dataset.generator).size,
      contents: new Set(dataset.content).size,
      dimensions,
      mapped: dataset.mapped,
    });
  }

  /** Percentile intervals from `draws` resamples. The same seed gives the same intervals for any number of workers. */
  async intervals(draws: number, seed: number, { signal, onProgress }: SessionCall): Promise<Result<Intervals>> {
    const { dimensions } = this.dataset;
    const total = draws * dimensions.length;
    const out: MethodIntervals[][] = [];
    this.#draws.length = 0;
    this.#contentDraws.length = 0;
    for (const [at, dimension] of dimensions.entries()) {
      const random = createRandom(seed).fork(dimension.name);
      const table = this.#bootstrapTable(dimension, this.#comparisons[at]!, `${seed}/${dimension.name}/clips`);
      if (scoresOf(table) > MOST_SCORES) return fail('too-large', tooManyScores(scoresOf(table)));
      const drawn = await drawAll(table, draws, drawersFor(table, draws), {
        signal,
        onDraws: (done) => onProgress({ stage: 'intervals', done: at * draws + done, total }),
      });
      if (drawn === undefined) return fail('cancelled', CANCELLED);
      const within = await drawContents(this.dataset.content, this.#comparisons[at]!, { draws, random, signal });
      if (signal.aborted) return fail('cancelled', CANCELLED);
      this.#draws.push(drawn);
      this.#contentDraws.push(within);
      out.push(this.#comparisons[at]!.map((_, method) => this.#intervalsOf(at, method)));
    }
    return ok(out);
  }

  #intervalsOf(dimension: number, method: number): MethodIntervals {
    const at = (level: LevelId): Partial<Record<MetricId, Interval>> =>
      Object.fromEntries(
        METRIC_IDS.flatMap((id) => {
          const interval = percentileInterval(this.#values(level, dimension, method, id));
          return interval === undefined ? [] : [[id, interval] as const];
        }),
      );
    return { instance: at('instance'), model: at('model'), within: at('within') };
  }

  /** A metric for each draw, NaN where it is undefined. Empty where the dataset lacks the level. */
  #values(level: LevelId, dimension: number, method: number, id: MetricId): Float64Array {
    const drawn = this.#draws[dimension];
    if (level === 'instance') return drawn?.values(method, id) ?? NONE;
    if (level === 'model') return drawn?.groupValues(method, id) ?? NONE;
    return this.#contentDraws[dimension]?.values(method, id) ?? NONE;
  }

  /** The paired test of two methods by one metric, on the resamples that made the intervals. */
  pair(level: LevelId, dimension: number, first: number, second: number, metric: MetricId): ComparedPair | undefined {
    const [one, other] = [first, second].map((method) => this.comparison(dimension, method)?.method);
    const test = pairedTest(
      this.#values(level, dimension, first, metric),
      this.#values(level, dimension, second, metric),
    );
    if (test === undefined || one === undefined || other === undefined) return undefined;
    return { level, metric, first: one, second: other, test };
  }

  /** The raters of a dimension without the worst `drop`. The last result is cached: other choices request it again. */
  raters(dimension: number, drop: number, draws: number): RaterReport | undefined {
    const asked = [dimension, drop, draws].join();
    const rated = this.dataset.dimensions[dimension];
    if (this.#raters?.asked !== asked) {
      const random = createRandom('raters').fork(rated?.name ?? '');
      this.#raters = { asked, report: rated && raterReport(rated, drop, { draws, random }) };
    }
    return this.#raters.report;
  }

  /** The rated rows with every method's predictions and fitted predictions. */
  #bootstrapTable(dimension: Dimension, comparisons: readonly Comparison[], seed: string): BootstrapTable {
    const rated = countUp(dimension.human.length).filter((row) => !Number.isNaN(dimension.human[row]!));
    const take = (values: Float64Array): Float64Array => mapNumbers(rated, (row) => values[row]!);
    const { generator } = this.dataset;
    return {
      seed,
      human: take(dimension.human),
      methods: dimension.methods.map((method, i) => {
        return mapThrough(take(method.predicted), comparisons[i]!.fits);
      }),
      grouping: generator && groupingOf(pick(generator, rated)),
    };
  }
}

function tooManyScores(scores: number): string {
  const [most, given] = [formatCount(MOST_SCORES), formatCount(scores)];
  return `Resamples are drawn of up to ${most} scores; this table has ${given}. Set some prediction columns to “not used”.`;
}

function groupingOf(names: readonly string[]): Grouping {
  const index = new Map([...new Set(names)].map((name, i) => [name, i]));
  return { group: Uint32Array.from(names, (name) => index.get(name)!), groups: index.size };
}
