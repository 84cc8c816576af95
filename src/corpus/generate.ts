import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Result } from '../base';
import { fail, ok } from '../base';
import type { Split } from './clip';
import type { ContentItem } from './content';
import { listContent } from './content';
import { numberIn } from './plan';
import type { ShardOrder, WorkerReport } from './protocol';
import { SHARD_CLIPS, hasShard } from './store';

/** Raised whenever the same seed would give other clips: old shards are then left alone and not read. */
export const CORPUS_VERSION = 9;

/** Built next to the command that names it (scripts/node-entries.mjs). */
const WORKER = new URL('./corpus-worker.mjs', import.meta.url);

export interface CorpusOptions {
  readonly clips: number;
  readonly seed: string | number;
  /** Makes clips of this split alone, numbered as they are among all. */
  readonly only?: Split | undefined;
  /** Makes the twin of each clip (twin.ts) instead of the clip. */
  readonly partners?: boolean | undefined;
  /** Folders of photos and videos to make clips from, besides the procedural scenes. May be empty. */
  readonly content: readonly string[];
  /** Folder under which the corpus gets a folder of its own. */
  readonly out: string;
  /** Worker threads; default: as many as there are cores, at most 4. */
  readonly workers?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called after every clip: clips done (those found on disk included), clips in all, seconds left. */
  readonly onProgress?: ((done: number, total: number, secondsLeft: number) => void) | undefined;
}

export interface CorpusRun {
  /** The folder for `openCorpus`. */
  readonly folder: string;
  readonly clips: number;
}

/** The folder of a corpus: its seed, its version, its size class and its content decide what is in it. */
export function corpusFolder({
  seed,
  content,
  out,
  only,
  partners = false,
}: Pick<CorpusOptions, 'seed' | 'content' | 'out' | 'only' | 'partners'>): string {
  const name = `seed-${seed}-v${CORPUS_VERSION}-c${listContent(content).length}`;
  return join(out, [name, ...(only === undefined ? [] : [only]), ...(partners ? ['partners'] : [])].join('-'));
}

/**
 * Makes `clips` clips, a multiple of SHARD_CLIPS (rounded up), in worker threads. Shards already on disk are kept, so a
 * run that was stopped goes on where it was. A clip depends on the seed and its number only, never on the workers.
 */
export async function runCorpus(options: CorpusOptions): Promise<Result<CorpusRun>> {
  let content: ContentItem[];
  try {
    content = listContent(options.content);
  } catch {
    return fail('unreadable-file', 'A content folder cannot be read: check the paths given with --content.');
  }
  const folder = corpusFolder(options);
  const shards = Math.ceil(options.clips / SHARD_CLIPS);
  const missing = Array.from({ length: shards }, (_, shard) => shard).filter((shard) => !hasShard(folder, shard));
  const progress = createProgress(options, shards * SHARD_CLIPS, (shards - missing.length) * SHARD_CLIPS);
  const count = Math.min(missing.length, options.workers ?? Math.min(4, availableParallelism()));
  const order = (shard: number): ShardOrder => ({
    seed: String(options.seed),
    shard,
    clips: Array.from({ length: SHARD_CLIPS }, (_, i) => shard * SHARD_CLIPS + i).map((n) =>
      options.only === undefined ? n : numberIn(options.only, n),
    ),
    partners: options.partners === true,
    folder,
    content,
  });
  const crew = Array.from({ length: count }, () => work(missing, order, progress, options.signal));
  const failed = (await Promise.all(crew)).find((result) => !result.ok);
  if (failed && !failed.ok) return failed;
  if (options.signal?.aborted) return fail('cancelled', 'The corpus was stopped; run again to go on from here.');
  return ok({ folder, clips: shards * SHARD_CLIPS });
}

/** One worker thread: takes shards from the common list until it is empty. */
function work(
  missing: number[],
  order: (shard: number) => ShardOrder,
  progress: () => void,
  signal: AbortSignal | undefined,
): Promise<Result<void>> {
  const worker = new Worker(WORKER);
  return new Promise((resolve) => {
    const stop = (): void => end(fail('cancelled', 'The corpus was stopped; run again to go on from here.'));
    const end = (result: Result<void>): void => {
      signal?.removeEventListener('abort', stop);
      void worker.terminate().then(() => resolve(result));
    };
    const next = (): void => {
      const shard = missing.shift();
      if (shard === undefined || signal?.aborted) end(ok(undefined));
      else worker.postMessage(order(shard));
    };
    signal?.addEventListener('abort', stop, { once: true });
    worker.on('message', (report: WorkerReport) => {
      if (report.kind === 'clip') progress();
      else if (report.kind === 'shard') next();
      else end(fail('internal', `A clip of the corpus could not be made: ${report.message}`));
    });
    worker.on('error', (error) => end(fail('internal', `A corpus worker stopped: ${String(error)}`)));
    next();
  });
}

function createProgress(options: CorpusOptions, total: number, alreadyDone: number): () => void {
  const started = Date.now();
  let made = 0;
  return () => {
    made++;
    const seconds = (Date.now() - started) / 1000;
    const left = (seconds / made) * (total - alreadyDone - made);
    options.onProgress?.(alreadyDone + made, total, left);
  };
}
