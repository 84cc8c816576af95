import type { Concordance } from './concordance';
import { alikeByRow, concordance, concordanceByRow } from './concordance';
import type { DenseRanks } from './dense';
import { denseRanks } from './dense';
import type { MappedPredictions } from './mapped-predictions';
import type { MetricId, Metrics } from './metrics';
import { METRICS } from './metrics';
import type { PairMetrics } from './metric-sample';
import { pairMetrics } from './metric-sample';
import { tauC } from './krcc';
import type { WalkedColumn, WalkedDraw } from './rank-walk';
import { RankWalk } from './rank-walk';
import type { Ties } from './ranked-column';
import { RankedColumn, squaredRanks } from './ranked-column';
import type { Weights } from './resample';
import { LANES, materialise } from './resample';
import { centred, MOMENT_COLUMNS, MOMENT_IDS, momentMetrics, momentSummands } from './weighted-moments';
import type { Summands } from './weighted-sums';
import { SUMS_PER_PAIR, weightedSums } from './weighted-sums';
import { writtenOut } from './written-out';

/**
 * Up to this many rows the pairs of rows are counted anew in each resample. Above, Kendall's tau and pairwise accuracy take
 * their numerators to first order in the weights (Hájek's projection), which leaves out a term of relative size 1/n.
 */
export const EXACT_PAIRS_ROWS = 1000;

/** Metrics with a form that works on weights; all others are computed from the rows of each resample. */
const WEIGHTED_IDS = ['srcc', 'krcc', 'krccC', 'pairwise', ...MOMENT_IDS] as const;
const UNWEIGHTED = METRICS.filter(({ id }) => !(WEIGHTED_IDS as readonly MetricId[]).includes(id));

/**
 * All metrics of several methods for any resamples of the rows that they all score. Nothing is sorted, ranked or fitted
 * in a draw: all that takes more than O(n) is done once, and a draw is sums over rows and one pass a method in the order
 * of its predicted scores. Up to EXACT_PAIRS_ROWS the metrics of pairs add O(n log n).
 */
export class WeightedMetrics {
  readonly #human: RankedColumn;
  readonly #methods: readonly WeightedMethod[];
  readonly #summands: Summands;

  /** Columns hold a finite number a row. */
  constructor(human: Float64Array, methods: readonly MappedPredictions[]) {
    const y = centred(human);
    this.#human = new RankedColumn(human);
    const pairs: (readonly [Float64Array, Float64Array])[] = [[y, y]];
    const columns: Float64Array[] = [];
    this.#methods = methods.map((method) => {
      const made = new WeightedMethod(method, human, y, this.#human, { pair: pairs.length, column: columns.length });
      pairs.push(...made.summands.pairs);
      columns.push(...made.summands.columns);
      return made;
    });
    this.#summands = { pairs, columns };
  }

  /** For each resample the metrics of each method; one pass over the columns serves all resamples. */
  of(draws: readonly Weights[]): Metrics[][] {
    const first = SUMS_PER_PAIR * this.#summands.pairs.length;
    const sums = weightedSums(this.#summands, draws);
    const metrics: Metrics[][] = [];
    for (let start = 0; start < draws.length; start += LANES) {
      const walk = new RankWalk(this.#human, draws.slice(start, start + LANES));
      const walked = this.#methods.map((method) => walk.along(method.ranks));
      walk.draws.forEach((walkedDraw, lane) => {
        const own = sums[start + lane]!;
        const draw: Draw = { ...walkedDraw, y: own[0]!, yy: own[1]! };
        const [pairs, columns] = [own.subarray(0, first), own.subarray(first)];
        metrics.push(this.#methods.map((method, i) => method.metrics(draw, walked[i]![lane]!, pairs, columns)));
      });
    }
    return metrics;
  }
}

/** A resample with its sums of the human side. */
interface Draw extends WalkedDraw {
  readonly y: number;
  readonly yy: number;
}

class WeightedMethod {
  readonly summands: Summands;
  readonly ranks: DenseRanks;
  readonly #method: MappedPredictions;
  readonly #human: Float64Array;
  /** Where its sums begin. */
  readonly #at: { readonly pair: number; readonly column: number };
  /** Pairs of the whole table; undefined where they are counted anew. */
  readonly #whole: WholePairs | undefined;

  constructor(
    method: MappedPredictions,
    human: Float64Array,
    y: Float64Array,
    rankedHuman: RankedColumn,
    at: { readonly pair: number; readonly column: number },
  ) {
    this.#method = method;
    this.#human = human;
    this.#at = at;
    this.ranks = denseRanks(method.predicted);
    const { pairs, columns } = momentSummands(method, human, y);
    if (human.length <= EXACT_PAIRS_ROWS) {
      this.summands = { pairs, columns };
    } else {
      const byRow = concordanceByRow(this.ranks, rankedHuman.ranks);
      const alike = alikeByRow(this.ranks, rankedHuman.ranks, byRow);
      this.#whole = { balance: total(byRow) / 2, alike: total(alike) / 2 };
      const untied = this.ranks.sizes.length === human.length;
      this.summands = { pairs, columns: [...columns, byRow, ...(untied ? [] : [alike])] };
    }
  }

  metrics(draw: Draw, ranks: WalkedColumn, pairs: Float64Array, columns: Float64Array): Metrics {
    const [pair, column] = [SUMS_PER_PAIR * this.#at.pair, this.#at.column];
    const sums = columns.subarray(column, column + this.summands.columns.length);
    const size = Math.sqrt(squaredRanks(draw.total, ranks)) * Math.sqrt(squaredRanks(draw.total, draw.ties));
    const metrics: Partial<Metrics> = {
      ...momentMetrics(this.#method, pairs.subarray(pair), sums, draw),
      srcc: size === 0 ? undefined : ranks.products / size,
      ...(this.#whole === undefined
        ? this.#countPairs(draw)
        : linearPairs(this.#whole, sums.subarray(MOMENT_COLUMNS), draw, ranks)),
      ...writtenOut(UNWEIGHTED, this.#method, this.#human, draw.weights),
    };
    // Whole by construction: a metric has a form on weights, or is written out.
    return metrics as Metrics;
  }

  #countPairs({ weights, total }: Draw): PairMetrics {
    const [x, y] = [materialise(this.#method.predicted, weights), materialise(this.#human, weights)];
    return pairMetrics(concordance(denseRanks(x), denseRanks(y)), total);
  }
}

/** Of the whole table: concordant less discordant pairs, and pairs that are alike on both sides. */
type WholePairs = Pick<Concordance, 'balance' | 'alike'>;

/** From the sums over a resample of what each row has pairs of: a first-order count holds the whole table's twice. */
function linearPairs(
  whole: WholePairs,
  sums: Float64Array,
  { weights, total, ties, own }: Draw,
  ranks: Ties,
): PairMetrics {
  const balances = sums[0]!;
  // Without ties among predictions, pairs that are not tied among people are concordant or discordant.
  const alikes = sums[1] ?? (total * (weights.length - 1) - ties.beside + balances) / 2;
  const balance = balances - whole.balance;
  const pairs = (total * (total - 1)) / 2;
  const untied = Math.sqrt(pairs - ranks.tied) * Math.sqrt(pairs - ties.tied);
  return {
    krcc: untied === 0 ? undefined : balance / untied,
    krccC: tauC(balance, total, Math.min(ranks.distinct, ties.distinct)),
    // A row that was drawn twice is tied with itself on both sides.
    pairwise: pairs === 0 ? undefined : (alikes - whole.alike + own.tied) / pairs,
  };
}

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
