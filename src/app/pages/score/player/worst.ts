import { median } from 'd3';
import type { DimensionId } from '../../../../quality';
import type { QualityRow } from './frame-scores';

/** A moment that falls behind the rest of its clip. */
export interface WorstFrame {
  /** Place along the report's frames. */
  readonly place: number;
  readonly id: DimensionId;
  readonly name: string;
  /** Score there, and how far below the middle of the clip's moments that is. */
  readonly score: number;
  readonly drop: number;
}

/** What is less than this below the middle is noise of short windows, in score points. */
const LEAST_DROP = 0.25;
const MOST = 6;

/**
 * The valleys of all dimensions, deepest first chosen, each at least `apart` moments from the others; in time order.
 * None where the clip is even: a clip that is bad throughout has no worst moment.
 */
export function worstFrames(rows: readonly QualityRow[], apart: number): WorstFrame[] {
  const valleys = rows.flatMap(valleysOf).toSorted((a, b) => b.drop - a.drop || a.place - b.place);
  const chosen: WorstFrame[] = [];
  for (const valley of valleys) {
    if (chosen.length === MOST) break;
    if (chosen.every(({ place }) => Math.abs(place - valley.place) >= apart)) chosen.push(valley);
  }
  return chosen.toSorted((a, b) => a.place - b.place);
}

/** The worst moment after or before a place, round the ends. */
export function neighbour(worst: readonly WorstFrame[], from: number | undefined, by: 1 | -1): WorstFrame | undefined {
  if (by > 0) return worst.find(({ place }) => place > (from ?? -1)) ?? worst[0];
  return worst.findLast(({ place }) => place < (from ?? Infinity)) ?? worst.at(-1);
}

function valleysOf({ id, name, values }: QualityRow): WorstFrame[] {
  const middle = median(values.filter(Number.isFinite)) ?? NaN;
  const valleys: WorstFrame[] = [];
  for (let from = 0; from < values.length;) {
    let to = from;
    while (to + 1 < values.length && values[to + 1] === values[from]) to++;
    const score = values[from]!;
    const higher = (value: number | undefined): boolean => !(value! <= score);
    if (middle - score >= LEAST_DROP && higher(values[from - 1]) && higher(values[to + 1])) {
      valleys.push({ place: Math.floor((from + to) / 2), id, name, score, drop: middle - score });
    }
    from = to + 1;
  }
  return valleys;
}
