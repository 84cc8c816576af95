import type { MetricId, Metrics, MappedPredictions } from './metrics';
import { METRIC_IDS, metricsOf } from './metrics';
import { mapNumbers } from './map-numbers';

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

/** What a figure over groups is made of. */
export interface ModelLevel {
  readonly metrics: Metrics;
  readonly groups: number;
}

/**
 * All figures over the means of groups. The curves are those fitted to the clips, for a handful of means would fit any
 * curve: what they make of each clip is averaged.
 */
export function modelLevel(
  { predicted, four, five }: MappedPredictions,
  human: ArrayLike<number>,
  groupOf: ArrayLike<string>,
): ModelLevel {
  const means = groupMeans(predicted, human, groupOf);
  const meansOf = (values: Float64Array | undefined): Float64Array | undefined =>
    values && groupMeans(values, human, groupOf).predicted;
  const mapped = { predicted: means.predicted, four: meansOf(four), five: meansOf(five) };
  return { metrics: metricsOf(mapped, means.human), groups: means.groups.length };
}

export interface WithinContent {
  /** Means over the contents in which each figure exists. */
  readonly metrics: Metrics;
  /** The figures behind the means: one number a content, NaN where the figure does not exist. */
  readonly each: Readonly<Record<MetricId, Float64Array>>;
  /** Contents in which a correlation exists, and all. */
  readonly used: number;
  readonly contents: number;
}

/**
 * All figures inside each content (one prompt, several generators), averaged over the contents where they exist: does a
 * prediction tell versions of the same thing apart? Contents with one row, or with a constant side, have no correlation.
 * The curves are those fitted to all clips.
 */
export function withinContent(
  { predicted, four, five }: MappedPredictions,
  human: ArrayLike<number>,
  contentOf: ArrayLike<string>,
): WithinContent {
  const rows = rowsByGroup(contentOf);
  const each = {} as Record<MetricId, Float64Array>;
  for (const id of METRIC_IDS) each[id] = new Float64Array(rows.length).fill(Number.NaN);
  rows.forEach((list, content) => {
    const take = (values: ArrayLike<number>): Float64Array => mapNumbers(list, (row) => values[row]!);
    const mapped = { predicted: take(predicted), four: four && take(four), five: five && take(five) };
    const metrics = metricsOf(mapped, take(human));
    for (const id of METRIC_IDS) each[id][content] = metrics[id] ?? Number.NaN;
  });
  const metrics = Object.fromEntries(METRIC_IDS.map((id) => [id, meanOfThere(each[id])])) as Record<
    MetricId,
    number | undefined
  >;
  return { metrics, each, used: each.srcc.filter((value) => !Number.isNaN(value)).length, contents: rows.length };
}

/** The rows of each group, in the order of their first row. */
function rowsByGroup(groupOf: ArrayLike<string>): number[][] {
  const rows = new Map<string, number[]>();
  for (let i = 0; i < groupOf.length; i++) {
    const list = rows.get(groupOf[i]!);
    if (list === undefined) rows.set(groupOf[i]!, [i]);
    else list.push(i);
  }
  return [...rows.values()];
}

function meanOfThere(values: Float64Array): number | undefined {
  const there = values.filter((value) => !Number.isNaN(value));
  return there.length === 0 ? undefined : there.reduce((a, b) => a + b, 0) / there.length;
}
