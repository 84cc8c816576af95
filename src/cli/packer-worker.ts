import { parentPort } from 'node:worker_threads';
import { defined } from '../base';
import { createCpuPacker, servePackers } from '../slowfast';

/** Packs frames in a worker thread; see threaded-packer.ts. */
const port = defined(parentPort, 'the thread that started this one');
servePackers(
  {
    post: (message, transfer) => port.postMessage(message, [...transfer]),
    onMessage: (listener) => void port.on('message', listener),
  },
  createCpuPacker,
);
