import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Packer, SlowFastOptions } from '../slowfast';
import { createCpuPacker, createRemotePackers } from '../slowfast';

/** scripts/bundle-node.mjs writes the worker's bundle beside the command's. */
const WORKER = new URL('./cli-packer-worker.mjs', import.meta.url);

let remote: ((options: SlowFastOptions) => Packer) | undefined;

/**
 * Packs in a worker thread, in parallel with Node's decoder, which needs this one. With one core, or without a bundle (in
 * tests), it packs in this thread. The numbers are the same.
 */
export function createThreadedPacker(options: SlowFastOptions): Packer {
  if (availableParallelism() < 2 || !existsSync(fileURLToPath(WORKER))) return createCpuPacker(options);
  remote ??= startWorker();
  return remote(options);
}

function startWorker(): (options: SlowFastOptions) => Packer {
  const worker = new Worker(WORKER);
  // An idle packer must not keep the process alive.
  worker.unref();
  const failed = new Promise<never>((_, reject) => {
    worker.once('error', (error) => {
      remote = undefined;
      reject(error);
    });
  });
  // While no file is packed nobody awaits it.
  failed.catch(() => undefined);
  return createRemotePackers(
    {
      post: (message, transfer) => worker.postMessage(message, [...transfer]),
      onMessage: (listener) => void worker.on('message', listener),
    },
    failed,
  );
}
