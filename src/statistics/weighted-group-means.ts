import { krcc } from './krcc';
import { plcc } from './plcc';
import type { Weights } from './resample';
import { srcc } from './srcc';

/** The correlations that are taken over the means of groups. */
export const GROUP_FIGURE_IDS = ['srcc', 'plcc', 'krcc'] as const;

export type GroupFigureId = (typeof GROUP_FIGURE_IDS)[number];

export type GroupFigures = Readonly<Record<GroupFigureId, number | undefined>>;

/** Which group each row belongs to, numbered from 0. */
export interface Grouping {
  readonly group: Uint32Array;
  readonly groups: number;
}

/**
 * Model-level correlations of several methods for any resample of the clips: each generator's means are taken anew. The
 * generators stay the same, so resamples say how sure the figures are for these generators, not for others. O(rows) a
 * method.
 */
export class WeightedGroupMeans {
  readonly #human: Float64Array;
  readonly #methods: readonly Float64Array[];
  readonly #grouping: Grouping;

  constructor(human: Float64Array, methods: readonly Float64Array[], grouping: Grouping) {
    this.#human = human;
    this.#methods = methods;
    this.#grouping = grouping;
  }

  of(weights: Weights): GroupFigures[] {
    const counts = new Float64Array(this.#grouping.groups);
    const { group } = this.#grouping;
    for (let row = 0; row < weights.length; row++) counts[group[row]!]! += weights[row]!;
    // A generator of which no clip was drawn is not there in this draw.
    const there = [...counts.keys()].filter((group) => counts[group]! > 0);
    const meansOf = (column: Float64Array): number[] => {
      const sums = this.#sums(column, weights);
      return there.map((group) => sums[group]! / counts[group]!);
    };
    const y = meansOf(this.#human);
    return this.#methods.map((predicted) => {
      const x = meansOf(predicted);
      return { srcc: srcc(x, y), plcc: plcc(x, y), krcc: krcc(x, y) };
    });
  }

  #sums(column: Float64Array, weights: Weights): Float64Array {
    const { group, groups } = this.#grouping;
    const sums = new Float64Array(groups);
    for (let row = 0; row < column.length; row++) sums[group[row]!]! += weights[row]! * column[row]!;
    return sums;
  }
}
