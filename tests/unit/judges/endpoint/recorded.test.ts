import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ask } from '../../../../src/judges/endpoint/adapters/adapter';
import { LLAMA_CPP } from '../../../../src/judges/endpoint/adapters/llama-cpp';
import { levelMass } from '../../../../src/judges/endpoint/level-mass';
import { openEndpointJudge } from '../../../../src/judges/endpoint/open';
import { FIVE_RATINGS } from '../../../../src/quality/levels';
import { valueOf } from '../vlm/reference-models';
import { configOf, windowOf } from './answering';
import type { FakeServer, Handler } from './fake-server';
import { sendJson, startServer } from './fake-server';

interface Exchange<T> {
  readonly request: Record<string, unknown>;
  readonly status: number;
  readonly answer: T;
}

/** Recorded from a llama.cpp server with random weights: what was asked, and what it answered. */
const recorded = JSON.parse(
  readFileSync(new URL('../../../fixtures/endpoint/llama-cpp.json', import.meta.url), 'utf8'),
) as {
  readonly models: unknown;
  readonly rate: Exchange<{ readonly usage: { readonly prompt_tokens: number } }>;
  readonly explain: Exchange<string>;
  readonly pictures: Exchange<unknown>;
};

const WORDS = FIVE_RATINGS.map(({ word }) => word);
const ASK: Ask = {
  model: 'tiny-random',
  frames: [],
  question: 'Rate the visual quality of this video. Answer with one of the levels: Bad, Poor, Fair, Good, Excellent.',
  begun: 'The visual quality of this video is',
  tokens: 1,
  temperature: 0,
  words: WORDS,
};

describe('the exchange recorded with a llama.cpp server', () => {
  it('was asked with the request that the adapter makes', () => {
    expect(LLAMA_CPP.body(ASK)).toEqual(recorded.rate.request);
    const { words: _, ...unweighed } = ASK;
    const begun = `${ASK.begun} Good\n<think>`;
    const explaining = { ...unweighed, begun, tokens: 6, stop: '</think>', stream: true };
    expect(LLAMA_CPP.body(explaining)).toEqual(recorded.explain.request);
  });

  it('gives the probabilities of all tokens at the place, not only of those that the grammar lets be written', () => {
    const answer = valueOf(LLAMA_CPP.read(recorded.rate.answer, ASK, 'api'));
    expect(answer.text).toBe('G');
    expect(answer.tokens).toBe(recorded.rate.answer.usage.prompt_tokens);
    expect(answer.places).toHaveLength(1);
    const { likely } = answer.places![0]!;
    expect(likely).toHaveLength(200);
    const whole = likely.reduce((sum, { logProbability }) => sum + Math.exp(logProbability), 0);
    expect(whole).toBeGreaterThan(0.9);
    expect(whole).toBeLessThanOrEqual(1 + 1e-6);
    const { mass } = levelMass(likely, WORDS, '');
    const sum = mass.reduce((a, b) => a + b);
    expect(sum).toBeGreaterThan(0);
    expect(sum).toBeLessThan(whole);
  });

  describe('played back', () => {
    let server: FakeServer;
    const playing: Handler = ({ path, body }, response) => {
      if (path.endsWith('/models')) return sendJson(response, recorded.models);
      if (body === undefined) return sendJson(response, { error: { code: 404, message: 'File Not Found' } }, 404);
      if (body.stream !== true) return sendJson(response, recorded.rate.answer);
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      return response.end(recorded.explain.answer);
    };
    beforeAll(async () => (server = await startServer(playing)));
    afterAll(() => server.close());

    it('is recognised, judged and explained', async () => {
      const judge = valueOf(
        await openEndpointJudge(configOf({ address: server.address, model: 'tiny-random', adapter: 'auto' })),
      );
      expect(judge.identity).toMatchObject({ version: 'llama.cpp', name: 'tiny-random', provider: 'remote' });
      expect(judge.identity.reason).toContain('the level probabilities are those that it states');
      const reading = valueOf(await judge.read(windowOf(1)));
      const { distributions } = valueOf(await reading.judge({ dimensions: ['visual-quality'] }));
      expect(distributions[0]!.unplaced).toBeGreaterThan(0.5);
      const texts: string[] = [];
      for await (const step of reading.explain(distributions)) texts.push(valueOf(step)[0]!.words.slice(1).join(''));
      const sent = [...recorded.explain.answer.matchAll(/"content":("(?:[^"\\]|\\.)*")/g)];
      expect(texts.at(-1)).toBe(sent.map(([, text]) => JSON.parse(text!) as string).join(''));
    });

    it('says that a model without a projector reads no pictures', async () => {
      const judge = valueOf(
        await openEndpointJudge(configOf({ address: server.address, model: 'tiny-random', adapter: 'llama.cpp' })),
      );
      server.handle((_, response) => sendJson(response, recorded.pictures.answer, recorded.pictures.status));
      const reading = valueOf(await judge.read(windowOf(1)));
      const answer = await reading.judge({ dimensions: ['visual-quality'] });
      expect(answer.ok ? '' : answer.error.message).toContain('reads no pictures');
    });
  });
});
