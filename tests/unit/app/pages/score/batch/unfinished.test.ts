import { describe, expect, it } from 'vitest';
import type { Unfinished } from '../../../../../../src/app/pages/score/batch/unfinished-record';
import { readUnfinished, recordProgress } from '../../../../../../src/app/pages/score/batch/unfinished';
import type { SavedDatabase } from '../../../../../../src/app/pages/score/saved/database';
import { newStore } from '../../../score-store';
import { sampleItem } from '../../../sample-report';

const FOLDER = { name: 'set' } as FileSystemDirectoryHandle;

function setUp() {
  const records = new Map<string, Unfinished>();
  const database = {
    get: (_: string, key: string) => Promise.resolve(records.get(key)),
    put: (_: string, record: Unfinished, key: string) => Promise.resolve(records.set(key, record)),
    delete: (_: string, key: string) => Promise.resolve(records.delete(key)),
  };
  const open = () => Promise.resolve(database as unknown as SavedDatabase);
  const store = newStore();
  recordProgress(store, open);
  const left = async () => {
    await new Promise((resolve) => setTimeout(resolve));
    return readUnfinished(open);
  };
  const add = (...ids: string[]) => store.dispatch({ kind: 'add', items: ids.map((id) => sampleItem({ id })) });
  const cancel = (id: string) => store.dispatch({ kind: 'item', id, event: { kind: 'cancel' } });
  return { records, store, left, add, cancel };
}

describe('the record of an unfinished batch', () => {
  it('holds the progress and the folder, and is deleted with the last file', async () => {
    const { store, left, add, cancel } = setUp();
    store.dispatch({ kind: 'batch', batch: { folder: FOLDER } });
    add('a', 'b');
    expect(await left()).toEqual({ total: 2, ended: 0, folder: FOLDER });
    cancel('a');
    expect(await left()).toMatchObject({ ended: 1 });
    cancel('b');
    expect(await left()).toBeUndefined();
  });

  it('is not made for a single file', async () => {
    const { left, add } = setUp();
    add('a');
    expect(await left()).toBeUndefined();
  });

  it('stays until the offer to resume is declined', async () => {
    const { records, store, left } = setUp();
    const unfinished = { total: 3, ended: 1, folder: undefined };
    records.set('last', unfinished);
    store.dispatch({ kind: 'batch', batch: { unfinished } });
    expect(await left()).toEqual(unfinished);
    store.dispatch({ kind: 'batch', batch: { unfinished: undefined } });
    expect(await left()).toBeUndefined();
  });

  it('is absent where storage is denied', async () => {
    expect(await readUnfinished(() => Promise.reject(new Error('denied')))).toBeUndefined();
  });
});
