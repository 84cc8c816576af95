import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Drawer } from '../../src/app';
import type { DrawnPart } from '../../src/statistics';
import type { DrawRequest } from './statistics-worker';

/** Node's threads in the place of the page's workers. */
export function drawerThreads(count: number): Drawer[] {
  return Array.from({ length: count }, () => {
    const worker = new Worker(new URL('./scripts-bench-statistics-worker.mjs', import.meta.url));
    const ask = async (request: DrawRequest): Promise<unknown> => {
      worker.postMessage(request);
      const [answer] = (await once(worker, 'message')) as [unknown];
      return answer;
    };
    return {
      load: async (table) => void (await ask({ table })),
      draw: async (from, count) => (await ask({ from, count })) as DrawnPart,
      end: () => void worker.terminate(),
    };
  });
}
