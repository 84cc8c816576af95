import { comparable } from './pairs';
import { plcc } from './plcc';
import { srcc } from './srcc';

/** A pair of columns in fewer, larger units. */
export interface GroupMeans {
  readonly groups: readonly string[];
  readonly predicted: Float64Array;
  readonly human: Float64Array;
  /** Rows behind each mean. */
  readonly counts: readonly number[];
}

/**
 * Mean prediction and mean human score of each group: with generators as groups, what "model level" figures compare
 * (Q-Save 5.1). Groups come in the order of their first row.
 */
export function groupMeans(
  predicted: ArrayLike<number>,
  human: ArrayLike<number>,
  groupOf: ArrayLike<string>,
): GroupMeans {
  const index = new Map<string, number>();
  const sums: { p: number; h: number; n: number }[] = [];
  for (let i = 0; i < predicted.length; i++) {
    const name = groupOf[i]!;
    let at = index.get(name);
    if (at === undefined) {
      at = sums.length;
      index.set(name, at);
      sums.push({ p: 0, h: 0, n: 0 });
    }
    const sum = sums[at]!;
    sum.p += predicted[i]!;
    sum.h += human[i]!;
    sum.n++;
  }
  return {
    groups: [...index.keys()],
    predicted: Float64Array.from(sums, ({ p, n }) => p / n),
    human: Float64Array.from(sums, ({ h, n }) => h / n),
    counts: sums.map(({ n }) => n),
  };
}

export interface WithinContent {
  readonly srcc: number | undefined;
  readonly plcc: number | undefined;
  /** The correlations behind the means, one a content that has them. */
  readonly each: { readonly srcc: readonly number[]; readonly plcc: readonly number[] };
  /** Contents in which a correlation exists, and all. */
  readonly used: number;
  readonly contents: number;
}

/**
 * Correlations inside each content (one prompt, several generators), averaged over the contents where they exist: does a
 * prediction tell versions of the same thing apart? Contents with one row, or with a constant side, say nothing.
 */
export function withinContent(
  predicted: ArrayLike<number>,
  human: ArrayLike<number>,
  contentOf: ArrayLike<string>,
): WithinContent {
  const rows = new Map<string, number[]>();
  for (let i = 0; i < predicted.length; i++) {
    const name = contentOf[i]!;
    const list = rows.get(name);
    if (list === undefined) rows.set(name, [i]);
    else list.push(i);
  }
  const each = { srcc: new Array<number>(), plcc: new Array<number>() };
  for (const list of rows.values()) {
    const [x, y] = [list.map((i) => predicted[i]!), list.map((i) => human[i]!)];
    if (!comparable(x, y)) continue;
    const [rho, r] = [srcc(x, y), plcc(x, y)];
    if (rho === undefined || r === undefined) continue;
    each.srcc.push(rho);
    each.plcc.push(r);
  }
  return {
    srcc: mean(each.srcc),
    plcc: mean(each.plcc),
    each,
    used: each.srcc.length,
    contents: rows.size,
  };
}

function mean(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((a, b) => a + b, 0) / values.length;
}
