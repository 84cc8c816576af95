import type { DBSchema, IDBPDatabase } from 'idb';
import { openDB } from 'idb';
import type { ScoreReport } from '../../../../scoring';
import type { Unfinished } from '../batch/unfinished-record';

export interface SavedSchema extends DBSchema {
  /** Reports by `resultKey`. */
  reports: { key: string; value: ScoreReport };
  /** Pictures of the reports, stored apart because they are much larger: index of the sampled frame and compressed image. */
  pictures: { key: string; value: readonly (readonly [number, Blob])[] };
  /** Progress of the last batch. */
  batch: { key: string; value: Unfinished };
}

export type SavedDatabase = IDBPDatabase<SavedSchema>;

const NAME = 'slowglass';
const VERSION = 1;

/** Opens the page's database, making it on the first visit. Rejects where the browser denies storage. */
export function openDatabase(): Promise<SavedDatabase> {
  return openDB<SavedSchema>(NAME, VERSION, {
    upgrade(database) {
      database.createObjectStore('reports');
      database.createObjectStore('pictures');
      database.createObjectStore('batch');
    },
    // A newer page in another tab wants to change the database: it must not wait for this one.
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  });
}
