import type { Random } from '../base';
import { createRandom } from '../base';
import type { DimensionRatings, Split, TrainedDimension } from './clip';
import { TRAINED_DIMENSIONS } from './clip';

/** A simulated rater: a constant bias, a scatter, and occasional ratings unrelated to the clip. */
export interface Rater {
  readonly bias: number;
  readonly scatter: number;
  readonly lapseRate: number;
}

/** Ratings per clip: as many as in Q-Save for training, enough for a reliable mean elsewhere. */
export const PANEL: Record<Split, number> = { train: 3, validation: 12, test: 12 };

/** Additional raters, of whom the least consistent are dropped (Q-Save A.1). */
const SPARE: Record<Split, number> = { train: 1, validation: 2, test: 2 };

export const POOL_SIZE = 40;

/** The pool of raters of one corpus. */
export function createPool(seed: string | number): Rater[] {
  const random = createRandom(`${seed}/raters`);
  return Array.from({ length: POOL_SIZE }, () => ({
    bias: 0.2 * random.normal(),
    scatter: random.uniform(0.15, 0.45),
    lapseRate: random.chance(0.1) ? 0.12 : 0.01,
  }));
}

/** A half-step rating on 1..5. */
export function rate(truth: number, rater: Rater, random: Random): number {
  const rating = random.chance(rater.lapseRate)
    ? random.uniform(1, 5)
    : truth + rater.bias + rater.scatter * random.normal();
  return Math.min(5, Math.max(1, Math.round(rating * 2) / 2));
}

/** Ratings of every dimension by a panel without its least consistent members, and their means. */
export function ask(
  truth: Record<TrainedDimension, number>,
  pool: readonly Rater[],
  split: Split,
  random: Random,
): Record<TrainedDimension, DimensionRatings> {
  const panel = random.shuffle([...pool]).slice(0, PANEL[split] + SPARE[split]);
  const rating = panel.map((rater) => TRAINED_DIMENSIONS.map((id) => rate(truth[id], rater, random)));
  const kept = mostConsistent(rating, PANEL[split]);
  const dimensionRatings: Partial<Record<TrainedDimension, DimensionRatings>> = {};
  TRAINED_DIMENSIONS.forEach((id, d) => {
    const ratings = kept.map((row) => row[d]!);
    const mos = ratings.reduce((sum, rating) => sum + rating, 0) / ratings.length;
    dimensionRatings[id] = { mos: Number(mos.toFixed(4)), ratings };
  });
  return dimensionRatings as Record<TrainedDimension, DimensionRatings>;
}

/** The `count` rows nearest to the panel's median over all dimensions, in their own order. */
export function mostConsistent(rows: readonly (readonly number[])[], count: number): (readonly number[])[] {
  const medians = rows[0]!.map((_, d) => median(rows.map((row) => row[d]!)));
  const distance = (row: readonly number[]): number => row.reduce((sum, r, d) => sum + Math.abs(r - medians[d]!), 0);
  const order = rows.map((row, index) => ({ index, away: distance(row) }));
  const kept = new Set(
    order
      .sort((a, b) => a.away - b.away || a.index - b.index)
      .slice(0, count)
      .map((r) => r.index),
  );
  return rows.filter((_, index) => kept.has(index));
}

function median(values: number[]): number {
  const sorted = values.sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
