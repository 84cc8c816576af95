import type { MappedPredictions } from './mapped-predictions';
import type { MetricId, Metrics } from './metrics';
import { METRIC_IDS, metricsOf } from './metrics';
import { mapNumbers } from './map-numbers';

/** Two columns averaged over groups of rows. */
export interface GroupMeans {
  readonly groups: readonly string[];
  readonly predicted: Float64Array;
  readonly human: Float64Array;
  /** Rows behind each mean. */
  readonly counts: readonly number[];
}

/**
 * Mean prediction and mean human score of each group: with generators as groups, the input of "model level" metrics
 * (Q-Save 5.1). Groups are in the order of their first row.
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

/** Metrics over groups, and the number of groups. */
export interface ModelLevel {
  readonly metrics: Metrics;
  readonly groups: number;
}

/**
 * All metrics over the means of groups. The logistic curves are those fitted to the clips, because a few means would
 * fit any curve; the mapped predictions of the clips are averaged.
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
  /** Means over the contents in which each metric exists. */
  readonly metrics: Metrics;
  /** The metrics behind the means: one number per content, NaN where the metric does not exist. */
  readonly each: Readonly<Record<MetricId, Float64Array>>;
  /** Contents in which a correlation exists, and all contents. */
  readonly used: number;
  readonly contents: number;
}

/**
 * All metrics inside each content (one prompt, several generators), averaged over the contents where they exist. They
 * measure whether predictions order versions of the same content. Contents with one row, or with a constant side, have
 * no correlation. The logistic curves are those fitted to all clips.
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
