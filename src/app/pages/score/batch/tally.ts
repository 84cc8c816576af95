import type { Item } from '../queue';
import { isBrought, isBusy } from '../queue';

/** Progress of a batch. Samples and degraded copies are not counted. */
export interface Tally {
  readonly total: number;
  /** Scored, failed or cancelled. */
  readonly ended: number;
  readonly failed: number;
  /** Found among the saved results. */
  readonly recalled: number;
  /** Undefined until a file was scored in this visit. */
  readonly secondsLeft: number | undefined;
}

export function batchItems(items: readonly Item[]): readonly Item[] {
  return items.filter(isBrought);
}

/** The time left is the mean time of the files scored in this visit times the number of waiting files. */
export function tally(items: readonly Item[]): Tally {
  const files = batchItems(items);
  const waiting = files.filter(isBusy);
  const timed = files.filter(
    ({ phase, origin, recalled, report }) =>
      phase.kind === 'done' && origin === 'file' && !recalled && report !== undefined,
  );
  const spent = timed.reduce((sum, { report }) => sum + (report?.timings.total ?? 0), 0);
  return {
    total: files.length,
    ended: files.length - waiting.length,
    failed: files.filter(({ phase }) => phase.kind === 'failed').length,
    recalled: files.filter(({ recalled }) => recalled).length,
    secondsLeft: timed.length === 0 ? undefined : (spent / timed.length / 1000) * waiting.length,
  };
}

/** Largest number of files that are shown as cards. */
const MOST_CARDS = 8;

export function showsTable(items: readonly Item[], wanted: boolean): boolean {
  const { length } = batchItems(items);
  return length > MOST_CARDS || (wanted && length > 1);
}

/** Whether the choice between cards and table is offered. */
export function offersTable(items: readonly Item[]): boolean {
  const { length } = batchItems(items);
  return length > 1 && length <= MOST_CARDS;
}
