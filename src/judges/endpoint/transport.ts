import type { Result } from '../../base';
import { createRandom } from '../../base';
import type { EndpointAddress } from './address';
import type { Failed } from './attempts';
import { createAttempts } from './attempts';
import type { EndpointLimits, Fetch, Wait } from './config';
import { CANCELLED } from './failures';
import { parseLooseJson } from './loose-json';
import { pauseBefore } from './retry';
import { createSemaphore } from './semaphore';
import { serverEvents } from './server-events';
import { startLimit } from './time-limit';

export interface TransportConfig {
  readonly address: EndpointAddress;
  readonly key: string | undefined;
  readonly fetch: Fetch;
  readonly wait: Wait;
  readonly limits: Pick<EndpointLimits, 'concurrency' | 'requestMs' | 'retries'>;
}

/** Sends requests: at most so many at once, each with a time limit, again after a failure that may pass. */
export interface Transport {
  readonly address: EndpointAddress;
  /** Posts to an address and reads the answer as JSON. */
  post(url: string, body: unknown, signal: AbortSignal): Promise<Result<unknown>>;
  /** One short try. Undefined where no answer comes. Without a body: GET. */
  probe(url: string, signal: AbortSignal, body?: unknown): Promise<Probed | undefined>;
  /** Posts and gives the events of the streamed answer. A failure is the last item. */
  stream(url: string, body: unknown, signal: AbortSignal): AsyncGenerator<Result<unknown>, void>;
}

export interface Probed {
  readonly status: number;
  /** The header `server`; browsers hide it where the server does not expose it. */
  readonly server: string;
  /** Undefined where the answer is no JSON. */
  readonly json: unknown;
}

const PROBE_MS = 5000;

export function createTransport({ address, key = '', fetch, wait, limits }: TransportConfig): Transport {
  const { api } = address;
  const { requestMs } = limits;
  const place = createSemaphore(limits.concurrency);
  const random = createRandom(`endpoint/${api}`);
  const attempts = createAttempts({ api, key, fetch, wait, requestMs });
  /** Tries again with growing pauses while the failure may pass. */
  const persistently = async <T>(signal: AbortSignal, one: () => Promise<Result<T> | Failed>): Promise<Result<T>> => {
    for (let tries = 0; !signal.aborted; tries++) {
      const result = await one();
      if (!('failed' in result)) return result;
      if (result.pause === undefined || tries >= limits.retries) return result.failed;
      await wait(Math.max(result.pause, pauseBefore(tries, random)), signal);
    }
    return CANCELLED;
  };

  return {
    address,
    async post(url, body, signal) {
      const leave = await place();
      try {
        return await persistently(signal, () => attempts.json(url, body, signal));
      } finally {
        leave();
      }
    },
    async probe(url, signal, body) {
      const limit = startLimit(wait, PROBE_MS, signal);
      try {
        const response = await attempts.send(url, body, limit.signal);
        const json = parseLooseJson(await response.text());
        return { status: response.status, server: response.headers.get('server') ?? '', json };
      } catch {
        return undefined;
      } finally {
        limit.end();
      }
    },
    async *stream(url, body, signal) {
      const leave = await place();
      const limit = startLimit(wait, requestMs, signal);
      try {
        const opened = await persistently(signal, () => attempts.open(url, body, limit));
        if (!opened.ok) yield opened;
        else yield* serverEvents(opened.value, { api, signal, limit, milliseconds: requestMs });
      } finally {
        limit.end();
        leave();
      }
    },
  };
}
