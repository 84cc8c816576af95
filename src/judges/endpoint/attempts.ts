import type { Result } from '../../base';
import { ok } from '../../base';
import type { Fetch, Wait } from './config';
import { CANCELLED, cutShort, lacksPictures, notJson, refusal, timedOut, unreachable } from './failures';
import { parseLooseJson } from './loose-json';
import { retryAfter } from './retry';
import type { TimeLimit } from './time-limit';
import { startLimit } from './time-limit';

/** A failed try; `pause` undefined: another one would fail as well. Else the least wait before it, in milliseconds. */
export interface Failed {
  readonly failed: Result<never>;
  readonly pause: number | undefined;
}

/** Of a server's own words in a message, in characters. */
const MOST_QUOTED = 200;

/** One request, without a second try. */
export interface Attempts {
  /** GET without a body, else POST. */
  send(url: string, body: unknown, signal: AbortSignal): Promise<Response>;
  /** Reads the answer as JSON. */
  json(url: string, body: unknown, signal: AbortSignal): Promise<Result<unknown> | Failed>;
  /** Waits for the answer's head only; the limit is paused then. */
  open(url: string, body: unknown, limit: TimeLimit): Promise<Result<Response> | Failed>;
}

export interface AttemptsConfig {
  readonly api: string;
  /** Empty: none. It goes into the header and nowhere else. */
  readonly key: string;
  readonly fetch: Fetch;
  readonly wait: Wait;
  readonly requestMs: number;
}

export function createAttempts({ api, key, fetch, wait, requestMs }: AttemptsConfig): Attempts {
  const headers = { 'content-type': 'application/json', ...(key === '' ? {} : { authorization: `Bearer ${key}` }) };
  const send: Attempts['send'] = (url, body, signal) =>
    fetch(url, {
      headers,
      signal,
      // Frames and key go to the address that the user typed, and to no other.
      redirect: 'manual',
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    });
  const thrown = (error: unknown, limit: TimeLimit, begun: boolean): Failed => {
    if (limit.passed()) return { failed: timedOut(api, requestMs), pause: undefined };
    if (limit.signal.aborted) return { failed: CANCELLED, pause: undefined };
    return { failed: begun ? cutShort(api) : unreachable(api, error), pause: 0 };
  };
  return {
    send,
    async json(url, body, signal) {
      const limit = startLimit(wait, requestMs, signal);
      let begun = false;
      try {
        const response = await send(url, body, limit.signal);
        begun = true;
        const text = await response.text();
        if (!response.ok) return refused(response, text, api, key);
        const json = parseLooseJson(text);
        return json === undefined ? notJson(api, response.headers.get('content-type') ?? '') : ok(json);
      } catch (error) {
        return thrown(error, limit, begun);
      } finally {
        limit.end();
      }
    },
    async open(url, body, limit) {
      limit.restart();
      try {
        const response = await send(url, body, limit.signal);
        return response.ok ? ok(response) : refused(response, await response.text(), api, key);
      } catch (error) {
        return thrown(error, limit, false);
      } finally {
        limit.pause();
      }
    },
  };
}

function refused({ status, headers }: Response, text: string, api: string, key: string): Failed {
  const said = key === '' ? sentenceOf(text) : sentenceOf(text).replaceAll(key, '[key]');
  const mayPass = status === 408 || status === 429 || (status >= 500 && !lacksPictures(said));
  return {
    failed: refusal(status, said.slice(0, MOST_QUOTED), api),
    pause: mayPass ? retryAfter(headers) : undefined,
  };
}

/** The words of an error answer: OpenAI's `error.message`, FastAPI's `detail`, or nothing where it is a page. */
function sentenceOf(text: string): string {
  const json = parseLooseJson(text) as { error?: { message?: unknown } | string; detail?: unknown; message?: unknown };
  if (typeof json !== 'object' || json === null) return '';
  const { error, detail, message } = json;
  const said = typeof error === 'object' ? error.message : (error ?? detail ?? message);
  return typeof said === 'string' ? said.replaceAll(/\s+/g, ' ').trim() : '';
}
