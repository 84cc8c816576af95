import type { Random } from '../base';

/**
 * Means of several columns over units that are resampled as a whole, such as the metrics inside each content:
 * `values[draw]` of each column, NaN where no unit with a number was drawn. NaN in a column marks a unit without a
 * value. All columns use the same resamples. Each call of `next` makes one draw, so the caller can pause between them.
 */
export class ResampledMeans {
  readonly values: readonly Float64Array[];
  readonly #columns: readonly Float64Array[];
  readonly #units: number;
  readonly #draws: number;
  readonly #random: Random;
  #done = 0;

  constructor(columns: readonly Float64Array[], draws: number, random: Random) {
    this.#columns = columns;
    this.#units = columns[0]?.length ?? 0;
    this.#draws = draws;
    this.#random = random;
    this.values = columns.map(() => new Float64Array(draws).fill(Number.NaN));
  }

  /** Makes one draw; false when all are made. O(units) a column. */
  next(): boolean {
    if (this.#done >= this.#draws) return false;
    const weights = new Float64Array(this.#units);
    for (let i = 0; i < this.#units; i++) weights[this.#random.integer(0, this.#units)]!++;
    this.#columns.forEach((column, c) => {
      let sum = 0;
      let count = 0;
      for (let i = 0; i < weights.length; i++) {
        const value = column[i]!;
        if (Number.isNaN(value)) continue;
        sum += weights[i]! * value;
        count += weights[i]!;
      }
      this.values[c]![this.#done] = sum / count;
    });
    this.#done++;
    return true;
  }
}
