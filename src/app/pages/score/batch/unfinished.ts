import type { SavedDatabase } from '../saved/database';
import type { ScoreState, ScoreStore } from '../score-state';
import { tally } from './tally';
import type { Unfinished } from './unfinished-record';

/** There is one record, for the last batch of any tab. */
const KEY = 'last';

type Open = () => Promise<SavedDatabase>;

/** The unfinished batch of the last visit. Undefined where it was finished, not saved, or storage is denied. */
export async function readUnfinished(open: Open): Promise<Unfinished | undefined> {
  try {
    return await (await open()).get('batch', KEY);
  } catch {
    return undefined;
  }
}

export async function forgetUnfinished(open: Open): Promise<void> {
  try {
    await (await open()).delete('batch', KEY);
  } catch {
    // Storage is denied, so there is no record to delete.
  }
}

/**
 * Records the progress of the batch whenever a file ends. Deletes the record after the last file, and when the offer to
 * resume is declined.
 */
export function recordProgress(store: ScoreStore, open: Open): void {
  let last: Unfinished | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  store.subscribe((state, before) => {
    if (state.items === before.items && state.batch === before.batch) return;
    const record = recordOf(state);
    const declined = before.batch.unfinished !== undefined && state.batch.unfinished === undefined;
    if (isSame(record, last) && !declined) return;
    last = record;
    // Writes run one after the other, because otherwise an older count could be written last.
    turn = turn.then(() => (record === undefined ? forgetUnfinished(open) : write(open, record)));
  });
}

function isSame(a: Unfinished | undefined, b: Unfinished | undefined): boolean {
  return a?.total === b?.total && a?.ended === b?.ended && a?.folder === b?.folder;
}

/** A single file is not a batch. Dropping it again is as quick as accepting an offer. */
function recordOf(state: ScoreState): Unfinished | undefined {
  const { total, ended } = tally(state.items.filter(({ origin }) => origin === 'file'));
  return total > 1 && ended < total ? { total, ended, folder: state.batch.folder } : undefined;
}

async function write(open: Open, record: Unfinished): Promise<void> {
  try {
    await (await open()).put('batch', record, KEY);
  } catch {
    // Storage full or denied: the page shows that nothing is saved.
  }
}
