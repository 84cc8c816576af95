import type { Random } from '../../../base';
import type { MetricId } from '../../../statistics';
import { METRIC_IDS, ResampledMeans, withinContent } from '../../../statistics';
import type { Comparison } from './metrics-of-dataset';
import { pick } from './metrics-of-dataset';
import { Turns } from './turn';

/** The metrics within content of a dimension's methods, for each draw. */
export interface ContentDraws {
  values(method: number, metric: MetricId): Float64Array;
}

/** Fewer contents give the same mean in every draw, so there is no interval. */
const FEWEST_CONTENTS = 2;

/**
 * Resamples contents, the same for every method, so that methods can be compared. Undefined without contents and when
 * cancelled.
 */
export async function drawContents(
  content: readonly string[] | undefined,
  comparisons: readonly Comparison[],
  { draws, random, signal }: { readonly draws: number; readonly random: Random; readonly signal: AbortSignal },
): Promise<ContentDraws | undefined> {
  if (content === undefined) return undefined;
  const index = new Map([...new Set(content)].map((name, i) => [name, i] as const));
  const columns = comparisons.flatMap(({ rows, mapped, human }) => {
    const names = pick(content, rows);
    const { each } = withinContent(mapped, human, names);
    // A method can lack scores for a whole content that others have, so all columns list all contents.
    const places = [...new Set(names)].map((name) => index.get(name)!);
    return METRIC_IDS.map((id) => spread(each[id], places, index.size));
  });
  const means = new ResampledMeans(columns, draws, random.fork('within'));
  const turns = new Turns();
  while (means.next()) {
    await turns.pause();
    if (signal.aborted) return undefined;
  }
  return {
    values: (method, metric) => means.values[method * METRIC_IDS.length + METRIC_IDS.indexOf(metric)]!,
  };
}

function spread(values: Float64Array, places: readonly number[], size: number): Float64Array {
  const out = new Float64Array(size).fill(Number.NaN);
  const there = values.filter((value) => !Number.isNaN(value)).length;
  if (there >= FEWEST_CONTENTS) places.forEach((place, i) => (out[place] = values[i]!));
  return out;
}
