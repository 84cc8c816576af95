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

/** Raise it whenever the same seed would give other clips. Shards of other versions are not read. */
export const CORPUS_VERSION = 9;

/** Built beside the command that uses it (scripts/node-entries.mjs). */
const WORKER = new URL('./corpus-worker.mjs', import.meta.url);

export interface CorpusOptions {
  readonly clips: number;
  readonly seed: string | number;
  /** Makes the clips of this split only, with their numbers among all clips. */
  readonly only?: Split | undefined;
  /** Makes the second clip of each matched pair (matched-pair.ts) instead of the first. */
  readonly partners?: boolean | undefined;
  /** Folders of photos and videos, used besides the procedural scenes. Can be empty. */
  readonly content: readonly string[];
  /** Parent of the corpus folder. */
  readonly out: string;
  /** Worker threads; default: as many as there are cores, at most 4. */
  readonly workers?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called after every clip: clips done (including those on disk), total clips, seconds left. */
  readonly onProgress?: ((done: number, total: number, secondsLeft: number) => void) | undefined;
}

export interface CorpusRun {
  /** The folder for `openCorpus`. */
  readonly folder: string;
  readonly clips: number;
}

/** The folder of a corpus, named after its seed, version, size and content. */
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
 * Makes `clips` clips, a multiple of SHARD_CLIPS (rounded up), in worker threads. Shards on disk are reused, so a
 * stopped run continues. A clip depends on the seed and its number only, not on the workers.
 */
export async function runCorpus(options: CorpusOptions): Promise<Result<CorpusRun>> {
  let content: ContentItem[];
  try {
    content = listContent(options.content);
  } catch {
    return fail('unreadable-file', 'A content folder cannot be read. Check the paths given with --content.');
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
  if (options.signal?.aborted) return fail('cancelled', 'The corpus was stopped. Run the command again to continue.');
  return ok({ folder, clips: shards * SHARD_CLIPS });
}

/** One worker thread: takes shards from the shared list until it is empty. */
function work(
  missing: number[],
  order: (shard: number) => ShardOrder,
  progress: () => void,
  signal: AbortSignal | undefined,
): Promise<Result<void>> {
  const worker = new Worker(WORKER);
  return new Promise((resolve) => {
    const stop = (): void => end(fail('cancelled', 'The corpus was stopped. Run the command again to continue.'));
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
