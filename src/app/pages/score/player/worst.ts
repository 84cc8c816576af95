import { median } from 'd3';
import type { DimensionId } from '../../../../quality';
import type { QualityRow } from './frame-scores';

/** A sampled frame that scores below the rest of its clip. */
export interface WorstFrame {
  /** Index in the report's frames. */
  readonly place: number;
  readonly id: DimensionId;
  readonly name: string;
  /** Its score, and the difference to the median of the clip's sampled frames. */
  readonly score: number;
  readonly drop: number;
}

/** A smaller drop below the median is noise of short windows, in score points. */
const LEAST_DROP = 0.25;
const MOST = 6;

/**
 * Local minima of all dimensions in time order. The deepest are selected first, each at least `apart` sampled frames from
 * the others. None where the scores are even: a clip with constantly low scores has no worst frame.
 */
export function worstFrames(rows: readonly QualityRow[], apart: number): WorstFrame[] {
  const minima = rows.flatMap(minimaOf).toSorted((a, b) => b.drop - a.drop || a.place - b.place);
  const chosen: WorstFrame[] = [];
  for (const minimum of minima) {
    if (chosen.length === MOST) break;
    if (chosen.every(({ place }) => Math.abs(place - minimum.place) >= apart)) chosen.push(minimum);
  }
  return chosen.toSorted((a, b) => a.place - b.place);
}

/** The next or previous worst frame from an index, wrapping around at the ends. */
export function neighbour(worst: readonly WorstFrame[], from: number | undefined, by: 1 | -1): WorstFrame | undefined {
  if (by > 0) return worst.find(({ place }) => place > (from ?? -1)) ?? worst[0];
  return worst.findLast(({ place }) => place < (from ?? Infinity)) ?? worst.at(-1);
}

function minimaOf({ id, name, values }: QualityRow): WorstFrame[] {
  const middle = median(values.filter(Number.isFinite)) ?? NaN;
  const minima: WorstFrame[] = [];
  for (let from = 0; from < values.length;) {
    let to = from;
    while (to + 1 < values.length && values[to + 1] === values[from]) to++;
    const score = values[from]!;
    const higher = (value: number | undefined): boolean => !(value! <= score);
    if (middle - score >= LEAST_DROP && higher(values[from - 1]) && higher(values[to + 1])) {
      minima.push({ place: Math.floor((from + to) / 2), id, name, score, drop: middle - score });
    }
    from = to + 1;
  }
  return minima;
}
