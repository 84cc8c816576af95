import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Packer, SlowFastOptions } from '../slowfast';
import { createCpuPacker, createRemotePackers } from '../slowfast';

/** scripts/bundle-node.mjs puts the worker's bundle beside that of the command. */
const WORKER = new URL('./cli-packer-worker.mjs', import.meta.url);

let remote: ((options: SlowFastOptions) => Packer) | undefined;

/**
 * Packs in a thread of its own, so that it costs no time where decoding takes longer: a browser decodes outside the
 * worker's thread anyway, Node's decoder needs its caller's. Where there is one core, or no bundle (in tests), packing
 * stays in this thread. The numbers are the same.
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
  // Without a file in work nobody waits for it.
  failed.catch(() => undefined);
  return createRemotePackers(
    {
      post: (message, transfer) => worker.postMessage(message, [...transfer]),
      onMessage: (listener) => void worker.on('message', listener),
    },
    failed,
  );
}
