import type { MappedPredictions } from './mapped-predictions';
import type { Metrics } from './metrics';
import { metricsOf } from './metrics';
import { countUp, mapNumbers } from './map-numbers';
import type { Weights } from './resample';

/** The group of each row, numbered from 0. */
export interface Grouping {
  readonly group: Uint32Array;
  readonly groups: number;
}

/**
 * All metrics of several methods over the means of groups, for any resample of the rows. Each group's means are
 * computed again; the logistic curves and the groups stay, so the intervals hold for these generators and not for
 * others. O(rows) per column.
 */
export class WeightedGroupMeans {
  /** Rows ordered by group, so that a draw reads the columns sequentially. */
  readonly #order: Uint32Array;
  /** Where each group begins in that order; one more for the end. */
  readonly #starts: Uint32Array;
  readonly #human: Float64Array;
  readonly #methods: readonly MappedPredictions[];
  readonly #weights: Float64Array;

  constructor(human: Float64Array, methods: readonly MappedPredictions[], { group, groups }: Grouping) {
    this.#order = countUp(human.length).sort((a, b) => group[a]! - group[b]! || a - b);
    this.#starts = new Uint32Array(groups + 1);
    for (const each of group) this.#starts[each + 1]!++;
    for (let g = 0; g < groups; g++) this.#starts[g + 1]! += this.#starts[g]!;
    const take = (column: Float64Array): Float64Array => mapNumbers(this.#order, (row) => column[row]!);
    this.#human = take(human);
    this.#methods = methods.map(({ predicted, four, five }) => {
      return { predicted: take(predicted), four: four && take(four), five: five && take(five) };
    });
    this.#weights = new Float64Array(human.length);
  }

  of(weights: Weights): Metrics[] {
    this.#order.forEach((row, at) => (this.#weights[at] = weights[row]!));
    const counts = this.#sums(undefined);
    // A group without a drawn row is left out of this draw.
    const there = countUp(counts.length).filter((group) => counts[group]! > 0);
    const meansOf = (column: Float64Array): Float64Array => {
      const sums = this.#sums(column);
      return mapNumbers(there, (group) => sums[group]! / counts[group]!);
    };
    const human = meansOf(this.#human);
    return this.#methods.map(({ predicted, four, five }) =>
      metricsOf({ predicted: meansOf(predicted), four: four && meansOf(four), five: five && meansOf(five) }, human),
    );
  }

  /** The weighted sum of a column in each group; without a column, the sum of the weights. */
  #sums(column: Float64Array | undefined): Float64Array {
    const weights = this.#weights;
    return mapNumbers(this.#starts.subarray(1), (end, group) => {
      let sum = 0;
      for (let i = this.#starts[group]!; i < end; i++)
        sum += column === undefined ? weights[i]! : weights[i]! * column[i]!;
      return sum;
    });
  }
}
