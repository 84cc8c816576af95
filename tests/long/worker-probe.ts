import type { CDPSession, Page } from 'playwright-core';

/** Bytes. */
export interface WorkerMemory {
  /** Live objects of the worker's own heap, after a forced collection. */
  readonly heap: number;
  /** What array buffers hold outside that heap. */
  readonly buffers: number;
  /** The memories of WebAssembly modules. They never shrink, so growth indicates a leak. */
  readonly wasm: number;
}

/** Looks into the page's one dedicated worker over the DevTools protocol. */
export interface WorkerProbe {
  memory(): Promise<WorkerMemory>;
  /** Runs a script there, then collects what it left. */
  evaluate(expression: string): Promise<void>;
  /** What the browser itself has warned of in the worker. */
  readonly warnings: readonly string[];
}

interface Answer {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
  readonly method?: string;
  readonly params?: { readonly entry?: { readonly text: string } };
}

interface HeapUsage {
  readonly usedSize: number;
  readonly backingStorageSize: number;
}

interface Evaluated {
  readonly result: { readonly value: number };
}

/** Keeps hold of every memory that is made: no part of the page hands them out. */
const RECORD_MEMORIES = `
  globalThis.recordedMemories = [];
  WebAssembly.Memory = class extends WebAssembly.Memory {
    constructor(descriptor) {
      super(descriptor);
      recordedMemories.push(this);
    }
  };`;
const SUM_MEMORIES = 'recordedMemories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0)';

/**
 * Attaches to the next worker that the page starts; what is asked before waits for it. Playwright gives no session for a
 * worker, so messages go through the page's.
 */
export async function probeWorker(page: Page): Promise<WorkerProbe> {
  const session = await page.context().newCDPSession(page);
  const warnings: string[] = [];
  const attached = new Promise<string>((resolve) => {
    session.on('Target.attachedToTarget', ({ sessionId }) => resolve(sessionId));
  });
  const ask = conversation(session, attached, ({ method, params }) => {
    if (method === 'Log.entryAdded' && params?.entry !== undefined) warnings.push(params.entry.text);
  });
  // The worker waits, so that nothing of it has run before these.
  await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: false });
  void ask('Log.enable');
  void ask('Runtime.evaluate', { expression: RECORD_MEMORIES });
  void ask('Runtime.runIfWaitingForDebugger');
  const collect = async (): Promise<void> => {
    // Twice: what the first round finalises is garbage only to the second.
    for (let round = 0; round < 2; round++) await ask('HeapProfiler.collectGarbage');
  };
  return {
    warnings,
    async memory() {
      await collect();
      const { usedSize, backingStorageSize } = await ask<HeapUsage>('Runtime.getHeapUsage');
      const { result } = await ask<Evaluated>('Runtime.evaluate', { expression: SUM_MEMORIES });
      return { heap: usedSize, buffers: backingStorageSize, wasm: result.value };
    },
    async evaluate(expression) {
      await ask('Runtime.evaluate', { expression });
      await collect();
    },
  };
}

type Ask = <T = unknown>(method: string, params?: object) => Promise<T>;

function conversation(session: CDPSession, target: Promise<string>, onEvent: (event: Answer) => void): Ask {
  const waiting = new Map<number, (answer: Answer) => void>();
  let last = 0;
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const answer = JSON.parse(message) as Answer;
    if (answer.id === undefined) onEvent(answer);
    else waiting.get(answer.id)?.(answer);
  });
  return async <T>(method: string, params: object = {}) => {
    const id = ++last;
    const answered = new Promise<Answer>((resolve) => waiting.set(id, resolve));
    const message = JSON.stringify({ id, method, params });
    await session.send('Target.sendMessageToTarget', { sessionId: await target, message });
    const { result, error } = await answered;
    if (error !== undefined) throw new Error(`${method}: ${error.message}`);
    return result as T;
  };
}
