import type { DenseRanks } from './dense';

/** Agreement of two orders of the same rows, over all n (n - 1) / 2 pairs of rows. */
export interface Concordance {
  /** Concordant less discordant pairs. */
  readonly balance: number;
  /** Concordant pairs, and those that are tied on both sides. */
  readonly alike: number;
  /** Pairs that differ in x, and in y. */
  readonly untiedX: number;
  readonly untiedY: number;
  /** Number of distinct values on each side. */
  readonly distinctX: number;
  readonly distinctY: number;
}

/** Counts by sorting (Knight 1966): O(n log n). The samples must be equally long. */
export function concordance(gx: DenseRanks, gy: DenseRanks): Concordance {
  const n = gx.group.length;
  const order = sortedBy(gx, gy.order);
  const pairs = (n * (n - 1)) / 2;
  const tiedX = tiedPairs(gx.sizes);
  const tiedY = tiedPairs(gy.sizes);
  const tiedBoth = pairsTiedInBoth(order, gx.group, gy.group);
  // In the order of x, and of y among ties in x, a row before one with a smaller y is discordant with it.
  const discordant = inversions(order.map((row) => gy.group[row]!));
  const balance = pairs - tiedX - tiedY + tiedBoth - 2 * discordant;
  return {
    balance,
    alike: balance + discordant + tiedBoth,
    untiedX: pairs - tiedX,
    untiedY: pairs - tiedY,
    distinctX: gx.sizes.length,
    distinctY: gy.sizes.length,
  };
}

/**
 * For each row the number of rows it is concordant with less those it is discordant with; they sum to twice the
 * balance. This is the first-order (Hájek) term of Kendall's tau. O(n log n).
 */
export function concordanceByRow(x: DenseRanks, y: DenseRanks): Float64Array {
  const n = x.group.length;
  const out = new Float64Array(n);
  const order = sortedBy(x, y.order);
  const seen = new GroupCounts(y.sizes.length);
  const belowY = startsOf(y.sizes);
  for (let start = 0; start < n;) {
    const end = start + x.sizes[x.group[order[start]!]!]!;
    for (let first = start; first < end;) {
      const group = y.group[order[first]!]!;
      let stop = first + 1;
      while (stop < end && y.group[order[stop]!] === group) stop++;
      // Rows of smaller x, rows of equal x, and by difference rows of larger x.
      const before = seen.below(group);
      const beforeAbove = start - before - seen.at(group);
      const afterBelow = belowY[group]! - before - (first - start);
      const afterAbove = n - belowY[group]! - y.sizes[group]! - beforeAbove - (end - stop);
      for (let i = first; i < stop; i++) out[order[i]!] = before + afterAbove - beforeAbove - afterBelow;
      first = stop;
    }
    for (let i = start; i < end; i++) seen.add(y.group[order[i]!]!);
    start = end;
  }
  return out;
}

/**
 * For each row the number of rows in the same relation on both sides: concordant, or tied in both. `byRow` is the
 * result of `concordanceByRow`. O(n).
 */
export function alikeByRow(x: DenseRanks, y: DenseRanks, byRow: Float64Array): Float64Array {
  const n = x.group.length;
  const order = sortedBy(x, y.order);
  const out = new Float64Array(n);
  for (let start = 0; start < n;) {
    let end = start;
    const [gx, gy] = [x.group[order[start]!]!, y.group[order[start]!]!];
    while (end < n && x.group[order[end]!] === gx && y.group[order[end]!] === gy) end++;
    const both = end - start - 1;
    // Pairs tied on neither side are concordant or discordant; half of their number and of the balance are the former.
    const untied = n - 1 - (x.sizes[gx]! - 1) - (y.sizes[gy]! - 1) + both;
    for (let i = start; i < end; i++) out[order[i]!] = (untied + byRow[order[i]!]!) / 2 + both;
    start = end;
  }
  return out;
}

/** The number of rows seen of each group: a binary indexed tree (Fenwick 1994), O(log groups) per query. */
class GroupCounts {
  readonly #tree: Uint32Array;
  readonly #counts: Uint32Array;

  constructor(groups: number) {
    this.#tree = new Uint32Array(groups + 1);
    this.#counts = new Uint32Array(groups);
  }

  add(group: number): void {
    this.#counts[group]!++;
    for (let i = group + 1; i < this.#tree.length; i += i & -i) this.#tree[i]!++;
  }

  at(group: number): number {
    return this.#counts[group]!;
  }

  /** Rows seen of all smaller groups. */
  below(group: number): number {
    let sum = 0;
    for (let i = group; i > 0; i -= i & -i) sum += this.#tree[i]!;
    return sum;
  }
}

/** Rows in rising order of their group, equals in the order given: a counting sort. */
function sortedBy({ group, sizes }: DenseRanks, rows: Uint32Array): Uint32Array {
  const next = startsOf(sizes);
  const out = new Uint32Array(rows.length);
  for (const row of rows) out[next[group[row]!]!++] = row;
  return out;
}

/** The number of rows in all groups before each. */
function startsOf(sizes: Uint32Array): Uint32Array {
  const out = new Uint32Array(sizes.length);
  for (let g = 1; g < sizes.length; g++) out[g] = out[g - 1]! + sizes[g - 1]!;
  return out;
}

function tiedPairs(sizes: Uint32Array): number {
  let sum = 0;
  for (const size of sizes) sum += (size * (size - 1)) / 2;
  return sum;
}

function pairsTiedInBoth(order: Uint32Array, gx: Uint32Array, gy: Uint32Array): number {
  let sum = 0;
  let run = 0;
  for (let i = 1; i < order.length; i++) {
    const same = gx[order[i]!] === gx[order[i - 1]!] && gy[order[i]!] === gy[order[i - 1]!];
    run = same ? run + 1 : 0;
    // The row ties with each of the run before it.
    sum += run;
  }
  return sum;
}

/** Pairs in falling order, counted by a bottom-up merge sort, which overwrites the array. */
function inversions(values: Uint32Array): number {
  let from = values;
  let to: Uint32Array = new Uint32Array(values.length);
  let count = 0;
  for (let width = 1; width < values.length; width *= 2) {
    for (let start = 0; start < values.length; start += 2 * width) {
      const middle = Math.min(start + width, values.length);
      const end = Math.min(start + 2 * width, values.length);
      let left = start;
      let right = middle;
      for (let at = start; at < end; at++) {
        if (left < middle && (right >= end || from[left]! <= from[right]!)) {
          to[at] = from[left++]!;
        } else {
          count += middle - left;
          to[at] = from[right++]!;
        }
      }
    }
    [from, to] = [to, from];
  }
  return count;
}
