import { parentPort } from 'node:worker_threads';
import { defined } from '../base';
import type { PackedClip } from './clip';
import { PhotoShelf } from './content';
import { planClip } from './plan';
import type { ShardOrder, WorkerReport } from './protocol';
import { createPool } from './raters';
import { recordClip } from './record';
import { writeShard } from './store';
import { partnerOf } from './matched-pair';

/** Makes shards of the corpus, one per order. */
const port = defined(parentPort, 'the worker has no parent');
const shelf = new PhotoShelf();

port.on('message', (order: ShardOrder) => {
  makeShard(order).catch((error: unknown) => {
    report({ kind: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  });
});

async function makeShard({ seed, shard, clips: numbers, partners, folder, content }: ShardOrder): Promise<void> {
  const pool = createPool(seed);
  const clips: PackedClip[] = [];
  for (const number of numbers) {
    const plan = planClip(seed, number, content);
    clips.push(await recordClip(partners ? partnerOf(plan) : plan, shelf, pool));
    report({ kind: 'clip' });
  }
  writeShard(folder, shard, clips);
  report({ kind: 'shard', shard });
}

function report(message: WorkerReport): void {
  port.postMessage(message);
}
