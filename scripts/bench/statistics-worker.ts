import { parentPort } from 'node:worker_threads';
import { serveDraws } from '../../src/app';
import { defined } from '../../src/base';
import type { BootstrapTable } from '../../src/statistics';

export type DrawRequest = { readonly table: BootstrapTable } | { readonly from: number; readonly count: number };

/** Draws in a thread of its own, as the page's workers do; answers every request, a table with undefined. */
const port = defined(parentPort, 'the thread that started this one');
const service = serveDraws();
port.on('message', (request: DrawRequest) => {
  void (async () => {
    port.postMessage(
      'table' in request ? await service.load(request.table) : await service.draw(request.from, request.count),
    );
  })();
});
