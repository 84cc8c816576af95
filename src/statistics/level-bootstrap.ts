import type { Random } from '../base/random';
import type { Interval } from './bootstrap';
import { percentileInterval } from './bootstrap';
import { krcc } from './krcc';
import { plcc } from './plcc';
import { drawWeights } from './resample';
import { srcc } from './srcc';

export interface ModelLevelIntervals {
  readonly srcc: Interval | undefined;
  readonly plcc: Interval | undefined;
  readonly krcc: Interval | undefined;
}

/**
 * Intervals of model-level correlations: clips are resampled, and each generator's means are taken anew. The generators
 * stay the same, so this says how sure the figures are for these generators, not for others. O(rows) a draw.
 */
export class ModelLevelBootstrap {
  readonly #predicted: ArrayLike<number>;
  readonly #human: ArrayLike<number>;
  readonly #group: Uint32Array;
  readonly #groups: number;
  readonly #random: Random;
  readonly #weights: Uint8Array;
  readonly #values = { srcc: new Array<number>(), plcc: new Array<number>(), krcc: new Array<number>() };

  constructor(predicted: ArrayLike<number>, human: ArrayLike<number>, groupOf: readonly string[], random: Random) {
    this.#predicted = predicted;
    this.#human = human;
    const names = [...new Set(groupOf)];
    const index = new Map(names.map((name, i) => [name, i]));
    this.#group = Uint32Array.from(groupOf, (name) => index.get(name)!);
    this.#groups = names.length;
    this.#random = random;
    this.#weights = new Uint8Array(groupOf.length);
  }

  draw(): void {
    drawWeights(this.#random, this.#weights);
    const x = new Float64Array(this.#groups);
    const y = new Float64Array(this.#groups);
    const n = new Float64Array(this.#groups);
    for (let row = 0; row < this.#weights.length; row++) {
      const w = this.#weights[row]!;
      const g = this.#group[row]!;
      x[g]! += w * this.#predicted[row]!;
      y[g]! += w * this.#human[row]!;
      n[g]! += w;
    }
    // A generator of which no clip was drawn is not there in this draw.
    const there = [...n.keys()].filter((g) => n[g]! > 0);
    const means = { x: there.map((g) => x[g]! / n[g]!), y: there.map((g) => y[g]! / n[g]!) };
    this.#values.srcc.push(srcc(means.x, means.y) ?? Number.NaN);
    this.#values.plcc.push(plcc(means.x, means.y) ?? Number.NaN);
    this.#values.krcc.push(krcc(means.x, means.y) ?? Number.NaN);
  }

  intervals(level?: number): ModelLevelIntervals {
    const { srcc, plcc, krcc } = this.#values;
    return {
      srcc: percentileInterval(srcc, level),
      plcc: percentileInterval(plcc, level),
      krcc: percentileInterval(krcc, level),
    };
  }
}

/** Interval of a mean over units that are resampled whole, such as the correlations inside each content. */
export function meanInterval(values: ArrayLike<number>, draws: number, random: Random): Interval | undefined {
  const n = values.length;
  if (n < 2) return undefined;
  const means = Array.from({ length: draws }, () => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += values[random.integer(0, n)]!;
    return sum / n;
  });
  return percentileInterval(means);
}
