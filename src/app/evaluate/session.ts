import { createRandom } from '../../base/random';
import type { Result } from '../../base/result';
import { fail, ok } from '../../base/result';
import { pairedTest, percentileInterval } from '../../statistics/bootstrap';
import { FigureBootstrap } from '../../statistics/figure-bootstrap';
import type { FigureId } from '../../statistics/figures';
import { FIGURE_IDS } from '../../statistics/figures';
import { meanInterval, ModelLevelBootstrap } from '../../statistics/level-bootstrap';
import type { WithinContent } from '../../statistics/levels';
import { withinContent } from '../../statistics/levels';
import type { Dataset, Dimension } from './dataset';
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
  readonly #bootstraps: FigureBootstrap[] = [];

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

  /** Intervals from `draws` resamples. The same seed gives the same intervals. */
  async intervals(draws: number, seed: number, { signal, onProgress }: SessionCall): Promise<Result<Intervals>> {
    const turns = new Turns();
    const total = draws * this.dataset.dimensions.length;
    const out: MethodIntervals[][] = [];
    this.#bootstraps.length = 0;
    for (const [at, dimension] of this.dataset.dimensions.entries()) {
      const random = createRandom(seed).fork(dimension.name);
      const bootstrap = new FigureBootstrap(...ratedColumns(dimension, this.#comparisons[at]!), random.fork('clips'));
      const models = this.#comparisons[at]!.map((each) => this.#modelBootstrap(each, random.fork(each.method)));
      while (bootstrap.draws < draws) {
        await turns.pause();
        if (signal.aborted) return fail('cancelled', CANCELLED);
        const before = bootstrap.draws;
        bootstrap.draw(draws - before);
        for (const model of models) for (let i = before; i < bootstrap.draws; i++) model?.draw();
        onProgress({ stage: 'intervals', done: at * draws + bootstrap.draws, total });
      }
      this.#bootstraps.push(bootstrap);
      out.push(
        this.#comparisons[at]!.map((each, method) => ({
          instance: instanceIntervals(bootstrap, method),
          model: models[method]?.intervals() ?? {},
          within: this.#within(each, draws, random.fork(`${each.method} within`)),
        })),
      );
    }
    return ok(out);
  }

  /** The paired test of two methods by one figure, on the resamples that made the intervals. */
  pair(dimension: number, first: number, second: number, figure: FigureId): ComparedPair | undefined {
    const bootstrap = this.#bootstraps[dimension];
    const names = [first, second].map((method) => this.comparison(dimension, method)?.method);
    const test = bootstrap && pairedTest(bootstrap.values(first, figure), bootstrap.values(second, figure));
    if (test === undefined || names[0] === undefined || names[1] === undefined) return undefined;
    return { figure, first: names[0], second: names[1], test };
  }

  #modelBootstrap(comparison: Comparison, random: ReturnType<typeof createRandom>): ModelLevelBootstrap | undefined {
    const { generator } = this.dataset;
    const { rows, predicted, human } = comparison;
    return generator && new ModelLevelBootstrap(predicted, human, pick(generator, rows), random);
  }

  #within({ rows, predicted, human }: Comparison, draws: number, random: ReturnType<typeof createRandom>) {
    const { content } = this.dataset;
    if (content === undefined) return {};
    const { each }: WithinContent = withinContent(predicted, human, pick(content, rows));
    return defined({
      srcc: meanInterval(each.srcc, draws, random),
      plcc: meanInterval(each.plcc, draws, random),
    });
  }
}

/** The rows that people rated, with the predictions of every method for them. */
function ratedColumns(
  dimension: Dimension,
  comparisons: readonly Comparison[],
): [Float64Array, { predicted: Float64Array; fits: Comparison['fits'] }[]] {
  const rated = Uint32Array.from(dimension.human.keys()).filter((row) => !Number.isNaN(dimension.human[row]!));
  const take = (values: Float64Array): Float64Array => Float64Array.from(rated, (row) => values[row]!);
  return [
    take(dimension.human),
    dimension.methods.map(({ predicted }, method) => ({ predicted: take(predicted), fits: comparisons[method]!.fits })),
  ];
}

function instanceIntervals(bootstrap: FigureBootstrap, method: number): MethodIntervals['instance'] {
  return defined(
    Object.fromEntries(FIGURE_IDS.map((id) => [id, percentileInterval(bootstrap.values(method, id))] as const)),
  );
}

/** Without the entries that do not exist. */
function defined<T>(record: Record<string, T | undefined>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter((entry): entry is [string, T] => entry[1] !== undefined));
}
