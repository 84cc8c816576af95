import { createHash } from 'node:crypto';
import type { EndpointConfig, Wait } from '../../../../src/judges/endpoint/config';
import { encodeJpegInNode } from '../../../../src/judges/endpoint/encode-jpeg-node';
import type { WindowFrames } from '../../../../src/judges/judge';
import { FIVE_RATINGS, NINE_LEVELS } from '../../../../src/quality/levels';
import { noiseFrame } from '../../../fixtures/frames';
import type { ChatBody, Handler, Place } from './fake-server';
import { completion, plainCompletion, sendEvents, sendJson, textsOf } from './fake-server';

/** Level words of the profile that a request asks about. */
export function wordsAsked(body: ChatBody): readonly string[] {
  return (textsOf(body).includes('Abysmal') ? NINE_LEVELS : FIVE_RATINGS).map(({ word }) => word);
}

/** Probabilities of the asked words that follow from every word and picture of the request, and 0.1 for another word. */
export function placeFor(body: ChatBody): Place {
  const words = wordsAsked(body);
  const digest = createHash('sha256').update(JSON.stringify(body.messages)).digest();
  const shares = words.map((_, place) => 1 + digest[place]!);
  const total = shares.reduce((a, b) => a + b);
  const top = Object.fromEntries(words.map((word, place) => [` ${word}`, (0.9 * shares[place]!) / total]));
  const likeliest = Object.keys(top).reduce((a, b) => (top[a]! >= top[b]! ? a : b));
  return { token: likeliest, top: { ...top, ' very': 0.1 } };
}

/** Answers as a well-behaved server does: by the request's content alone. */
export const answering: Handler = ({ path, body }, response) => {
  if (body === undefined || !path.endsWith('/chat/completions'))
    return sendJson(response, { detail: 'Not Found' }, 404);
  if (body.stream === true) return sendEvents(response, ['The fox', ' runs', ' smoothly.']);
  const place = placeFor(body);
  if (body.logprobs === true) return sendJson(response, completion([place]));
  // Temperature 1: the seed decides.
  const words = wordsAsked(body);
  const digest = createHash('sha256').update(JSON.stringify(body)).digest();
  return sendJson(response, plainCompletion(`${words[digest[0]! % words.length]}.`));
};

export interface Opening extends Partial<EndpointConfig> {
  readonly address: string;
}

/** Waits that end at once, except time limits, which never pass. */
export const noWait: Wait = (milliseconds, signal) =>
  milliseconds !== TIME_LIMIT_MS && milliseconds < 100_000
    ? Promise.resolve()
    : new Promise((resolve) => signal.addEventListener('abort', () => resolve()));

/** Of a probe; a request's is longer than any pause. */
export const TIME_LIMIT_MS = 5000;

export function configOf(opening: Opening): EndpointConfig {
  return {
    model: 'tiny',
    adapter: 'vllm',
    fetch: (url, init) => fetch(url, init),
    encodeJpeg: encodeJpegInNode,
    wait: noWait,
    ...opening,
  };
}

/** Three frames, one slow, of 12 and 4 tokens. */
export function windowOf(seed: number): WindowFrames {
  const frames = [0, 1, 2].map((index) => ({
    record: {
      index,
      instant: index / 8,
      timestamp: index / 8,
      pathway: index === 0 ? ('slow' as const) : ('fast' as const),
      similarity: 1,
      duplicate: false,
    },
    picture: noiseFrame({ width: 160, height: 96 }, `${seed}/${index}`),
    tokens: index === 0 ? 12 : 4,
  }));
  return { frames };
}
