import { wrap } from 'comlink';
import type { BootstrapTable } from '../../../statistics';
import type { DrawService } from './draw-worker-service';
import { serveDraws } from './draw-worker-service';
import type { Drawer } from './draw-all';
import { scoresOf } from './draw-all';
import { Turns } from './turn';

/** Rows times methods times draws below which starting a worker takes longer than its work. */
const WORTH_WORKERS = 2e7;
const MOST_WORKERS = 8;
/** Largest number of scores in all workers together. A worker needs about 100 bytes per score. */
export const MOST_SCORES = 2e7;

/** Uses workers for a large table. Uses this thread for a small one, or where a worker cannot start workers. */
export function drawersFor(table: BootstrapTable, draws: number): Drawer[] {
  const scores = scoresOf(table);
  if (scores * draws < WORTH_WORKERS || typeof Worker === 'undefined') return [inThisThread()];
  const cores = Math.min(MOST_WORKERS, navigator.hardwareConcurrency);
  const count = Math.max(1, Math.min(cores, Math.floor(MOST_SCORES / scores)));
  return Array.from({ length: count }, startWorker);
}

function startWorker(): Drawer {
  const worker = new Worker(new URL('./draw-worker.ts', import.meta.url), { type: 'module' });
  const remote = wrap<DrawService>(worker);
  // comlink does not notice a worker that runs out of memory. Without this handler its call would never end.
  const broken = new Promise<never>((_, reject) => {
    worker.addEventListener('error', (event) => reject(new Error(event.message || 'a drawing worker broke')));
  });
  broken.catch(() => undefined);
  return {
    load: (table) => Promise.race([remote.load(table), broken]),
    draw: (from, count) => Promise.race([remote.draw(from, count), broken]),
    end: () => worker.terminate(),
  };
}

function inThisThread(): Drawer {
  const service = serveDraws();
  const turns = new Turns();
  return {
    load: (table) => service.load(table),
    async draw(from, count) {
      await turns.pause();
      return service.draw(from, count);
    },
    end: () => undefined,
  };
}
