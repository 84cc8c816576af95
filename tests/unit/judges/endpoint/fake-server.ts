import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ContentPart {
  readonly type: string;
  readonly text?: string;
  readonly image_url?: { readonly url: string };
  readonly video_url?: { readonly url: string };
}

export interface ChatBody {
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly content: string | readonly ContentPart[] }[];
  readonly max_tokens: number;
  readonly temperature: number;
  readonly seed?: number;
  readonly logprobs?: boolean;
  readonly top_logprobs?: number;
  readonly stream?: boolean;
  readonly [field: string]: unknown;
}

export interface Seen {
  readonly path: string;
  /** Undefined for a request without a body. */
  readonly body: ChatBody | undefined;
  readonly headers: IncomingHttpHeaders;
}

export type Handler = (seen: Seen, response: ServerResponse) => unknown;

export interface FakeServer {
  readonly address: string;
  readonly seen: Seen[];
  /** Chat requests only, without the first ones, which open the judge. */
  readonly chats: () => ChatBody[];
  /** Answers from now on. */
  handle(handler: Handler): void;
  close(): Promise<void>;
}

/** A server on a real socket of this machine. */
export async function startServer(handler: Handler): Promise<FakeServer> {
  let current = handler;
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      const one: Seen = {
        path: request.url ?? '',
        body: text === '' ? undefined : (JSON.parse(text) as ChatBody),
        headers: request.headers,
      };
      seen.push(one);
      try {
        current(one, response);
      } catch (error) {
        // A handler that fails must not leave the client waiting.
        sendJson(response, { error: { message: String(error) } }, 400);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    seen,
    chats: () =>
      seen.flatMap(({ path, body }) => (path.endsWith('/chat/completions') && body !== undefined ? [body] : [])),
    handle: (next) => (current = next),
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

export function sendJson(response: ServerResponse, json: unknown, status = 200, headers = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof json === 'string' ? json : JSON.stringify(json));
}

export function sendEvents(response: ServerResponse, texts: readonly string[], end = 'data: [DONE]\n\n'): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write(
    `data: ${JSON.stringify({ choices: [{ index: 0, delta: { role: 'assistant', content: null } }] })}\n\n`,
  );
  for (const text of texts) {
    response.write(`data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: text } }] })}\n\n`);
  }
  response.end(end);
}

export interface Place {
  readonly token: string;
  readonly top?: Readonly<Record<string, number>>;
}

/** A chat completion with log-probabilities, in OpenAI's form. `top` holds probabilities. */
export function completion(places: readonly Place[], change: Record<string, unknown> = {}): Record<string, unknown> {
  const entry = (token: string, probability: number) => ({
    token,
    logprob: Math.log(probability),
    bytes: [...Buffer.from(token)],
  });
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    model: 'tiny',
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: places.map(({ token }) => token).join('') },
        logprobs: {
          content: places.map(({ token, top = { [token]: 1 } }) => ({
            ...entry(token, top[token] ?? 0.5),
            top_logprobs: Object.entries(top).map(([text, probability]) => entry(text, probability)),
          })),
        },
        finish_reason: 'stop',
      },
    ],
    usage: { prompt_tokens: 100, completion_tokens: places.length, total_tokens: 100 + places.length },
    ...change,
  };
}

/** A chat completion without log-probabilities. */
export function plainCompletion(content: string | null, finish = 'stop'): Record<string, unknown> {
  return {
    choices: [{ index: 0, message: { role: 'assistant', content }, logprobs: null, finish_reason: finish }],
    usage: { prompt_tokens: 100, completion_tokens: 5 },
  };
}

export function textsOf(body: ChatBody): string {
  return body.messages
    .map(({ content }) => (typeof content === 'string' ? content : content.map(({ text = '' }) => text).join('\n')))
    .join('\n');
}

export function pictureUrlsOf(body: ChatBody): string[] {
  const parts = body.messages.flatMap(({ content }) => (typeof content === 'string' ? [] : content));
  return parts.flatMap((part) => part.image_url?.url ?? part.video_url?.url ?? []);
}
