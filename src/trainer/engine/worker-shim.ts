import { resolveObjectURL } from 'node:buffer';
import { Worker as NodeWorker } from 'node:worker_threads';

/**
 * The little of the browser's Worker that jax-js asks for: a blob address, messages there and back. With it jax-js
 * splits its wasm kernels over threads in Node too. A thread holds the process open only while it owes an answer.
 */
export class WorkerShim {
  onmessage: ((event: { data: unknown }) => void) | undefined;
  onerror: ((event: { message: string }) => void) | undefined;
  #thread: NodeWorker | undefined;
  #waiting: unknown[] = [];

  constructor(address: string | URL) {
    void this.#start(String(address));
  }

  async #start(address: string): Promise<void> {
    const source = await resolveObjectURL(address)?.text();
    if (source === undefined) {
      this.onerror?.({ message: `no source at ${address}` });
      return;
    }
    const thread = new NodeWorker(PRELUDE + source, { eval: true });
    thread.unref();
    thread.on('message', (data: unknown) => {
      thread.unref();
      this.onmessage?.({ data });
    });
    thread.on('error', (error) => this.onerror?.({ message: error.message }));
    this.#thread = thread;
    for (const message of this.#waiting) this.postMessage(message);
    this.#waiting = [];
  }

  postMessage(message: unknown): void {
    if (this.#thread === undefined) {
      this.#waiting.push(message);
      return;
    }
    this.#thread.ref();
    this.#thread.postMessage(message);
  }
}

/** Gives the worker's source the names of a browser worker. */
const PRELUDE = `
const { parentPort } = require('node:worker_threads');
globalThis.self = globalThis;
globalThis.postMessage = (message) => parentPort.postMessage(message);
parentPort.on('message', (data) => self.onmessage({ data }));
`;
