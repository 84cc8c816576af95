import type { DimensionId } from '../../../../quality';
import type { Phase } from '../queue';
import type { Row } from './row';

/** Sort keys of the table. `arrival` is the order in which the files were added. */
export type SortColumn = 'arrival' | 'name' | 'length' | 'state' | DimensionId;

export interface Sorting {
  readonly column: SortColumn;
  readonly descending: boolean;
}

export const STATE_FILTERS = ['all', 'scored', 'waiting', 'failed'] as const;

export interface Filter {
  /** Part of the name, case-insensitive. */
  readonly text: string;
  readonly state: (typeof STATE_FILTERS)[number];
  /** A dimension whose score must lie from `low` to `high`. */
  readonly dimension: DimensionId | undefined;
  readonly low: number;
  readonly high: number;
}

export const NO_FILTER: Filter = { text: '', state: 'all', dimension: undefined, low: 1, high: 5 };

const PHASES: readonly Phase['kind'][] = ['working', 'queued', 'failed', 'cancelled', 'done'];
const SHOWN_PHASES: Readonly<Record<Exclude<Filter['state'], 'all'>, readonly Phase['kind'][]>> = {
  scored: ['done'],
  waiting: ['queued', 'working'],
  failed: ['failed', 'cancelled'],
};
const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** The filtered rows in order. Rows without a value are last in both directions. Ties keep the order of arrival. */
export function arrange(rows: readonly Row[], filter: Filter, sorting: Sorting): readonly Row[] {
  const picked = rows.filter((row) => passes(row, filter));
  const { column, descending } = sorting;
  const sign = descending ? -1 : 1;
  if (column === 'arrival') return descending ? picked.toReversed() : picked;
  if (column === 'name') return picked.toSorted((a, b) => sign * collator.compare(a.name, b.name));
  const keys = new Map(picked.map((row) => [row, numberOf(row, column)]));
  return picked.toSorted((a, b) => {
    const [first, second] = [keys.get(a), keys.get(b)];
    if (first === undefined || second === undefined) return Number(first === undefined) - Number(second === undefined);
    return sign * (first - second);
  });
}

function numberOf(row: Row, column: Exclude<SortColumn, 'arrival' | 'name'>): number | undefined {
  if (column === 'length') return row.seconds;
  if (column === 'state') return PHASES.indexOf(row.phase);
  return row.judged.get(column)?.score ?? undefined;
}

function passes(row: Row, { text, state, dimension, low, high }: Filter): boolean {
  if (!row.name.toLowerCase().includes(text.trim().toLowerCase())) return false;
  if (state !== 'all' && !SHOWN_PHASES[state].includes(row.phase)) return false;
  if (dimension === undefined) return true;
  const score = row.judged.get(dimension)?.score;
  return score !== undefined && score !== null && score >= low && score <= high;
}
