import { afterEach, describe, expect, it } from 'vitest';
import type { Result } from '../../../../src/base/result';
import type { EndpointConfig, Wait } from '../../../../src/judges/endpoint/config';
import { openEndpointJudge } from '../../../../src/judges/endpoint/open';
import { TIME_LIMIT_MS, answering, configOf, noWait, windowOf } from './answering';
import type { FakeServer, Handler } from './fake-server';
import { completion, sendEvents, sendJson, startServer } from './fake-server';
import { valueOf } from '../vlm/reference-models';

const KEY = 'sk-very-secret';

let server: FakeServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

/** Opens with a server that answers well and judges with one that answers as given. */
async function judged(handler: Handler, config: Partial<EndpointConfig> = {}): Promise<Result<unknown>> {
  server = await startServer(answering);
  const judge = valueOf(await openEndpointJudge(configOf({ address: server.address, key: KEY, ...config })));
  server.handle(handler);
  server.seen.length = 0;
  const reading = valueOf(await judge.read(windowOf(1)));
  return reading.judge({ dimensions: ['visual-quality'] });
}

function expectFailure(result: Result<unknown>, code: string, message: string): void {
  expect(result).toMatchObject({ ok: false, error: { code } });
  const said = result.ok ? '' : result.error.message;
  expect(said).toContain(message);
  expect(said).not.toContain(KEY);
}

const error = (status: number, message: string): Handler => {
  return (_, response) => sendJson(response, { error: { message, code: status } }, status);
};
const nanAnswer = JSON.stringify(completion([{ token: ' Good', top: { ' Good': 1 } }])).replace(
  /"logprob":0/g,
  '"logprob": NaN',
);

describe('a failed request is one sentence with the remedy', () => {
  it.each<[string, Handler, string, string]>([
    ['a refused key', error(401, `Incorrect key ${KEY}`), 'endpoint-refused', 'refused the key (401)'],
    ['a forbidden model', error(403, 'no'), 'endpoint-refused', 'Give a key that may use this model'],
    ['an unknown address', error(404, 'no'), 'endpoint-refused', 'no such model or address (404)'],
    [
      'another address behind it',
      (_, response) => response.writeHead(307, { location: 'http://127.0.0.1:9/v1/chat/completions' }).end(),
      'endpoint-refused',
      'sends requests on to another address',
    ],
    ['too large frames', error(413, 'too large'), 'endpoint-refused', 'Lower the tokens of a window'],
    ['a server that fails', error(500, 'out of memory'), 'endpoint-refused', 'failed (500)'],
    ['no pictures', error(500, 'image input is not supported - hint'), 'endpoint-refused', 'reads no pictures'],
    ['a bad request', error(400, 'bad field'), 'endpoint-refused', 'It says: bad field'],
    [
      'a web page',
      (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Hello</html>'),
      'endpoint-answer',
      'answered with a web page',
    ],
    ['another API', (_, response) => sendJson(response, { result: 1 }), 'endpoint-answer', 'is no chat completion'],
    ['no JSON', (_, response) => sendJson(response, '{"choices"'), 'endpoint-answer', 'is no JSON'],
    ['NaN', (_, response) => sendJson(response, nanAnswer), 'endpoint-answer', 'no numbers (NaN)'],
    [
      'no level',
      (_, response) => sendJson(response, completion([{ token: ' nice' }])),
      'endpoint-answer',
      'names no level; it answers "nice"',
    ],
    [
      'an answer that is cut',
      (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': 999 });
        response.write('{"choices"', () => response.destroy());
      },
      'endpoint-answer',
      'ended too early',
    ],
  ])('for %s', async (_, handler, code, message) => {
    expectFailure(await judged(handler), code, message);
  });

  it('for a server that does not answer in time', async () => {
    const result = await judged(() => (asked.hangs = true), {
      limits: { requestMs: TIME_LIMIT_MS },
      wait: passesOnceAsked,
    });
    expectFailure(result, 'endpoint-unreachable', 'did not answer within 5 s');
  });

  it('for a server that is not there, and one that a page may not ask', async () => {
    const gone = await startServer(answering);
    await gone.close();
    expectFailure(await openEndpointJudge(configOf({ address: gone.address })), 'endpoint-unreachable', 'ECONNREFUSED');
    const browser = () => Promise.reject(new TypeError('Failed to fetch'));
    const result = await openEndpointJudge(configOf({ address: gone.address, fetch: browser }));
    expectFailure(result, 'endpoint-unreachable', 'OLLAMA_ORIGINS');
  });

  it('for a model that the server has not', async () => {
    server = await startServer(({ path }, response) =>
      path.endsWith('/models')
        ? sendJson(response, { data: [{ id: 'qwen3-vl:8b', owned_by: 'library' }] })
        : sendJson(response, { error: { message: 'model "tiny" not found' } }, 404),
    );
    const result = await openEndpointJudge(configOf({ address: server.address, adapter: 'ollama' }));
    expectFailure(result, 'endpoint-refused', 'no model "tiny". Choose one of its models: qwen3-vl:8b.');
  });

  it.each([
    ['ftp://host/v1', 'no http or https address'],
    ['localhost', 'no http or https address'],
    ['http://me:sk-very-secret@host/v1', 'a user name or a password'],
    ['http://host/v1?key=sk-very-secret', 'ends with a query'],
  ])('for the address %s', async (address, message) => {
    expectFailure(await openEndpointJudge(configOf({ address })), 'invalid-option', message);
  });
});

/** Time limits pass once the server has a chat request in hand that it does not answer. */
const passesOnceAsked: Wait = async (_, signal) => {
  while (!signal.aborted && !asked.hangs) await new Promise((resolve) => setTimeout(resolve, 1));
};
const asked = { hangs: false };

describe('a failure that may pass', () => {
  it('is tried again after the time that the server asks for', async () => {
    const pauses: number[] = [];
    const wait: Wait = (milliseconds, signal) => {
      if (milliseconds < 120_000) pauses.push(milliseconds);
      return milliseconds < 120_000 ? Promise.resolve() : noWait(milliseconds, signal);
    };
    let times = 0;
    const result = await judged(
      (seen, response) =>
        (times += 1) < 3
          ? sendJson(response, { error: { message: 'slow down' } }, 429, { 'retry-after': '7' })
          : answering(seen, response),
      { wait },
    );
    expect(result.ok).toBe(true);
    // The last pause of the first two is the one that the server asks for; ours are shorter.
    expect(pauses.filter((each) => each === 7000)).toHaveLength(2);
  });

  it('is given up after so many tries', async () => {
    const result = await judged(error(429, 'slow down'), { limits: { retries: 2 } });
    expectFailure(result, 'endpoint-refused', 'too many requests (429)');
    expect(server!.chats()).toHaveLength(3);
  });

  it('is distinguished from one that stays, which is asked once', async () => {
    await judged(error(500, 'image input is not supported'));
    expect(server!.chats()).toHaveLength(1);
  });
});

describe('a rationale', () => {
  it.each<[string, Handler]>([
    ['without its end', (_, response) => sendEvents(response, ['The fox'], '')],
    ['with half an event', (_, response) => sendEvents(response, ['The fox'], 'data: {"choices":[{"del\n\n')],
  ])('whose stream ends %s keeps what has come and fails', async (_, handler) => {
    server = await startServer(answering);
    const judge = valueOf(await openEndpointJudge(configOf({ address: server.address })));
    const reading = valueOf(await judge.read(windowOf(1)));
    const { distributions } = valueOf(await reading.judge({ dimensions: ['visual-quality'] }));
    server.handle(handler);
    const steps = [];
    for await (const step of reading.explain(distributions)) steps.push(step);
    expect(steps.map(({ ok }) => ok)).toEqual([true, false]);
    expectFailure(steps.at(-1)!, 'endpoint-answer', 'ended too early');
  });

  it('closes the connection when it is left', async () => {
    server = await startServer(answering);
    const judge = valueOf(await openEndpointJudge(configOf({ address: server.address })));
    const reading = valueOf(await judge.read(windowOf(1)));
    const { distributions } = valueOf(await reading.judge({ dimensions: ['visual-quality'] }));
    const closed = new Promise<void>((resolve) => {
      server!.handle((_, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write(`data: ${JSON.stringify({ choices: [{ delta: { content: 'A' } }] })}\n\n`);
        response.on('close', resolve);
      });
    });
    for await (const step of reading.explain(distributions)) {
      expect(step.ok).toBe(true);
      break;
    }
    await closed;
  });
});
