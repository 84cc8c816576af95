import type { ScoreOptions, ScoreReport } from '../../../../scoring';
import type { Picture } from '../queue';
import { contentHash } from './content-hash';
import type { SavedDatabase } from './database';
import { resultKey } from './result-key';
import type { SavedState } from './saved-slice';
import { STORAGE_DENIED, STORAGE_FULL } from '../copy';

export interface SavedResult {
  readonly report: ScoreReport;
  readonly pictures: ReadonlyMap<number, Picture>;
}

/** Finished results, found again by file, model and options. Nothing here rejects: scoring continues without it. */
export interface ResultStore {
  /** The result of the same content, model and options, if there is one. */
  recall(file: File, options: ScoreOptions, signal: AbortSignal): Promise<SavedResult | undefined>;
  save(file: File, options: ScoreOptions, result: SavedResult): Promise<void>;
  clear(): Promise<void>;
}

export interface SavedParts {
  readonly open: () => Promise<SavedDatabase>;
  /** The SHA-256 of the model's manifest; undefined where it cannot be read. */
  readonly modelHash: () => Promise<string | undefined>;
  readonly onState: (state: SavedState) => void;
}

/** Finished results in the browser's own database, on this machine. */
export class SavedResults implements ResultStore {
  readonly #parts: SavedParts;
  readonly #hashes = new WeakMap<File, Promise<string | undefined>>();
  #database: Promise<SavedDatabase> | undefined;
  #state: SavedState = { count: undefined, problem: undefined };

  constructor(parts: SavedParts) {
    this.#parts = parts;
  }

  /** Counts what is there. */
  async open(): Promise<void> {
    await this.#try(async (database) => this.#update({ ...this.#state, count: await database.count('reports') }));
  }

  async recall(file: File, options: ScoreOptions, signal: AbortSignal): Promise<SavedResult | undefined> {
    // A large file takes a while to hash: not while there is nothing to find.
    if (this.#state.count === undefined || this.#state.count === 0) return undefined;
    const [content, model] = await Promise.all([this.#hash(file, signal), this.#parts.modelHash()]);
    if (content === undefined || model === undefined) return undefined;
    const key = resultKey(content, model, options);
    const found = await this.#try(async (database) => {
      const [report, pictures] = await Promise.all([database.get('reports', key), database.get('pictures', key)]);
      return report === undefined ? undefined : { report, pictures: pictures ?? [] };
    });
    if (found === undefined) return undefined;
    const explained = found.report.dimensions.some(({ rationale }) => rationale !== undefined);
    if (options.explain === true && !explained) return undefined;
    return { report: found.report, pictures: picturesOf(found.pictures) };
  }

  async save(file: File, options: ScoreOptions, { report, pictures }: SavedResult): Promise<void> {
    if (this.#state.problem !== undefined) return;
    // The page's own images first: they are released when the file leaves the list.
    const images = await imagesOf(pictures);
    const content = await this.#hash(file);
    if (content === undefined) return;
    const key = resultKey(content, report.judge.sha256, options);
    await this.#try(async (database) => {
      const turn = database.transaction(['reports', 'pictures'], 'readwrite');
      await Promise.all([
        turn.objectStore('reports').put(report, key),
        turn.objectStore('pictures').put(images, key),
        turn.done,
      ]);
      this.#update({ ...this.#state, count: await database.count('reports') });
    });
  }

  async clear(): Promise<void> {
    await this.#try(async (database) => {
      const turn = database.transaction(['reports', 'pictures'], 'readwrite');
      await Promise.all([turn.objectStore('reports').clear(), turn.objectStore('pictures').clear(), turn.done]);
      this.#update({ count: 0, problem: undefined });
    });
  }

  #hash(file: File, signal?: AbortSignal): Promise<string | undefined> {
    const known = this.#hashes.get(file);
    if (known !== undefined) return known;
    const hash = contentHash(file, signal);
    this.#hashes.set(file, hash);
    // A cancelled run leaves no hash; the next run starts again.
    void hash.then((value) => value ?? this.#hashes.delete(file));
    return hash;
  }

  /** Runs something on the database; a failure is shown in the page. */
  async #try<T>(work: (database: SavedDatabase) => Promise<T>): Promise<T | undefined> {
    try {
      this.#database ??= this.#parts.open();
      return await work(await this.#database);
    } catch (error) {
      // The next try opens it again: another tab may have closed it.
      this.#database = undefined;
      const full = error instanceof DOMException && error.name === 'QuotaExceededError';
      this.#update({ ...this.#state, problem: full ? STORAGE_FULL : STORAGE_DENIED });
      return undefined;
    }
  }

  #update(state: SavedState): void {
    this.#state = state;
    this.#parts.onState(state);
  }
}

function picturesOf(images: readonly (readonly [number, Blob])[]): Map<number, Picture> {
  return new Map(
    images.map(([index, blob]) => [index, { url: URL.createObjectURL(blob), columns: 1, rows: 1, cell: 0 }]),
  );
}

/** The pixels behind pictures that this page made; those of a sample are files and are not saved. */
async function imagesOf(pictures: ReadonlyMap<number, Picture>): Promise<(readonly [number, Blob])[]> {
  const own = [...pictures].filter(([, { url }]) => url.startsWith('blob:'));
  const fetched = own.map(async ([index, { url }]) => [index, await (await fetch(url)).blob()] as const);
  return (await Promise.allSettled(fetched)).flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
}
