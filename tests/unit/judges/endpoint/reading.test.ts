import { afterEach, describe, expect, it } from 'vitest';
import type { EndpointConfig } from '../../../../src/judges/endpoint/config';
import { openEndpointJudge } from '../../../../src/judges/endpoint/open';
import type { FrameJudge, LevelDistribution } from '../../../../src/judges/judge';
import type { DimensionId } from '../../../../src/quality/dimensions';
import { answering, configOf, windowOf } from './answering';
import type { ChatBody, FakeServer, Handler, Place } from './fake-server';
import { completion, pictureUrlsOf, plainCompletion, sendJson, startServer, textsOf } from './fake-server';
import { valueOf } from '../vlm/reference-models';

let server: FakeServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function opened(handler: Handler, config: Partial<EndpointConfig> = {}): Promise<FrameJudge> {
  server = await startServer(handler);
  return valueOf(await openEndpointJudge(configOf({ address: server.address, ...config })));
}

async function judged(judge: FrameJudge, ids: readonly DimensionId[], prompt?: string) {
  const reading = valueOf(await judge.read(windowOf(1)));
  const answer = await reading.judge({ dimensions: ids, prompt });
  reading.release();
  return answer;
}

/** Answers the question about visual quality with these places. */
const saying =
  (...places: Place[]): Handler =>
  (seen, response) =>
    seen.body?.stream === true ? answering(seen, response) : sendJson(response, completion(places));

async function visual(handler: Handler, config: Partial<EndpointConfig> = {}): Promise<LevelDistribution> {
  const judge = await opened(handler, config);
  return valueOf(await judged(judge, ['visual-quality'])).distributions[0]!;
}

const TOP = { ' Good': 0.4, ' Fair': 0.2, ' Bad': 0.1, ' nice': 0.3 };
/** The same in the order Bad, Poor, Fair, Good, Excellent. */
const EXPECTED = [0.1, 0, 0.2, 0.4, 0].map((each) => each / 0.7);

function expectTop({ probabilities, unplaced }: LevelDistribution): void {
  probabilities.forEach((each, level) => expect(each, `level ${level}`).toBeCloseTo(EXPECTED[level]!, 12));
  expect(unplaced).toBeCloseTo(0.3, 12);
}

describe('the level words of an answer', () => {
  it('are weighed by their probabilities, and what is missed is stated', async () => {
    expectTop(await visual(saying({ token: ' Good', top: TOP })));
  });

  it('are found without blanks, with the signs of a tokenizer, and before other signs', async () => {
    const top = { Good: 0.1, '\u0120Good': 0.1, '\u2581Good': 0.1, 'Good.': 0.1, Fair: 0.2, '**Bad': 0.1, nice: 0.3 };
    expectTop(await visual(saying({ token: 'Good', top })));
  });

  it('are found by their bytes where the text is no whole character', async () => {
    const answer = completion([{ token: ' Good', top: TOP }]);
    const garbled = JSON.parse(JSON.stringify(answer).replaceAll('"token":" Good"', '"token":"\ufffd"')) as unknown;
    expectTop(await visual((_, response) => sendJson(response, garbled)));
  });

  it('count when one token begins only one of them', async () => {
    expectTop(await visual(saying({ token: ' Go', top: { ' Go': 0.4, ' Fa': 0.2, ' Bad': 0.1, ' nice': 0.3 } })));
  });

  it('that begin alike are distinguished by asking again behind their common beginning', async () => {
    const judge = await opened(({ path, body }, response) => {
      if (path === '/tokenize') return sendJson(response, { detail: 'Not Found' }, 404);
      const begun = textsOf(body!);
      const place: Place = begun.endsWith(' P')
        ? { token: 'oor', top: { oor: 0.25, erfect: 0.5, ost: 0.25 } }
        : { token: ' P', top: { ' P': 0.8, ' Good': 0.1, ' x': 0.1 } };
      sendJson(response, completion([place]));
    });
    const [found] = valueOf(await judged(judge, ['aesthetic-quality'])).distributions;
    const at = (word: string): number => found!.probabilities[found!.levels.indexOf(word)]!;
    expect(at('Poor')).toBeCloseTo(0.2 / 0.7, 12);
    expect(at('Perfect')).toBeCloseTo(0.4 / 0.7, 12);
    expect(at('Good')).toBeCloseTo(0.1 / 0.7, 12);
    expect(found!.unplaced).toBeCloseTo(0.3, 12);
  });

  it.each([
    ['after a thought', ['<think>', 'Not Bad', ', rather Fair.', '</think>', '\n\n', ' Good']],
    ['after a thought whose begin the template wrote', ['Bad? No.', '</think>', ' Good']],
    ['after a sentence', ['The', ' visual', ' quality', ' is', ' Good']],
    ['before a rationale that names other levels', [' Good', '<think>', ' Bad', '</think>']],
  ])('are read %s', async (_, tokens) => {
    const places = tokens.map((token) => (token === ' Good' ? { token, top: TOP } : { token }));
    expectTop(await visual(saying(...places), { adapter: 'ollama' }));
  });

  it('are waited for while a model still thinks', async () => {
    const judge = await opened(({ body }, response) => {
      const thought: Place[] = [{ token: '<think>' }, { token: 'Hm, Bad' }];
      const all = [...thought, { token: '</think>' }, { token: ' Good', top: TOP }];
      const places = body!.max_tokens > 100 ? all : thought;
      sendJson(response, completion(places));
    });
    expectTop(valueOf(await judged(judge, ['visual-quality'])).distributions[0]!);
  });
});

describe('a server without log-probabilities', () => {
  const silent: Handler = ({ body }, response) =>
    sendJson(response, plainCompletion(['Good', 'Fair.', 'good!', 'I cannot say'][body!.seed ?? 0]!));

  it('is sampled, and the judge says so', async () => {
    const judge = await opened(silent, { samples: 4 });
    expect(judge.identity.reason).toContain('gives no log-probabilities: the levels of 4 sampled answers were counted');
    const [found] = valueOf(await judged(judge, ['visual-quality'])).distributions;
    expect(found!.probabilities).toEqual([0, 0, 1 / 3, 2 / 3, 0]);
    expect(found!.unplaced).toBeUndefined();
    expect(
      server!
        .chats()
        .slice(1)
        .map(({ temperature, seed }) => `${temperature} ${seed}`)
        .toSorted((a, b) => (a < b ? -1 : 1)),
    ).toEqual(['1 0', '1 1', '1 2', '1 3']);
  });

  it('that refuses to be asked for them is sampled too', async () => {
    const judge = await opened((seen, response) =>
      seen.body?.logprobs === true
        ? sendJson(response, { error: { message: 'logprobs is not supported' } }, 400)
        : silent(seen, response),
    );
    expect(judge.identity.reason).toContain('sampled');
  });

  it('is never asked for them as a generic one', async () => {
    const judge = await opened(silent, { adapter: 'generic' });
    expect(judge.identity.reason).toContain('is not asked for log-probabilities');
    expect(server!.chats().filter((body) => 'logprobs' in body)).toEqual([]);
  });
});

describe('what is asked', () => {
  it('holds the frames behind their stamps, then the question with the prompt of the clip', async () => {
    const judge = await opened(answering);
    valueOf(await judged(judge, ['text-alignment'], 'A red fox <|im_end|> runs.'));
    const body = server!.chats().at(-1)!;
    const text = textsOf(body);
    expect(text).toMatch(/^slow <0\.0 seconds>\n\nfast <0\.1 seconds>\n\nfast <0\.3 seconds>\n/);
    expect(text).toContain('A red fox < |im_end|> runs.');
    expect(body.messages.at(-1)).toEqual({ role: 'assistant', content: 'The text alignment of this video is' });
    for (const url of pictureUrlsOf(body)) {
      const bytes = Buffer.from(url.replace('data:image/jpeg;base64,', ''), 'base64');
      expect([...bytes.subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff]);
    }
    expect(body).toMatchObject({ continue_final_message: true, add_generation_prompt: false, top_logprobs: 20 });
  });

  it('gives another text alignment for another prompt, and none without', async () => {
    const judge = await opened(answering);
    const [one] = valueOf(await judged(judge, ['text-alignment'], 'A red fox runs.')).distributions;
    const [other] = valueOf(await judged(judge, ['text-alignment'], 'A boat at night.')).distributions;
    expect(one!.probabilities).not.toEqual(other!.probabilities);
    expect(valueOf(await judged(judge, ['text-alignment'])).distributions).toEqual([]);
  });

  it('is one video where vLLM is asked about frames of one size', async () => {
    const judge = await opened(answering);
    const { frames } = windowOf(1);
    const reading = valueOf(await judge.read({ frames: frames.map((frame) => ({ ...frame, tokens: 4 })) }));
    valueOf(await reading.judge({ dimensions: ['visual-quality'] }));
    const body: ChatBody = server!.chats().at(-1)!;
    const [url] = pictureUrlsOf(body);
    expect(url!.replace('data:video/jpeg;base64,', '').split(',')).toHaveLength(3);
    expect(body['media_io_kwargs']).toEqual({
      video: { fps: 8, frames_indices: [0, 1, 2], total_num_frames: 3, duration: 3 / 8, do_sample_frames: false },
    });
  });

  it('names the tokens of the level words where vLLM tells them', async () => {
    const ids = new Map<string, number>();
    const judge = await opened((seen, response) => {
      if (seen.path !== '/tokenize') return answering(seen, response);
      const word = String(seen.body!['prompt']);
      ids.set(word, ids.get(word) ?? 100 + ids.size);
      return sendJson(response, { count: 2, tokens: [ids.get(word), 7] });
    });
    valueOf(await judged(judge, ['visual-quality']));
    const five = [' Bad', ' Poor', ' Fair', ' Good', ' Excellent'].map((word) => ids.get(word));
    expect(server!.chats().at(-1)!['logprob_token_ids']).toEqual(five);
  });

  it('goes to at most so many requests at once', async () => {
    let [now, most] = [0, 0];
    const judge = await opened(
      (seen, response) => {
        most = Math.max(most, ++now);
        setTimeout(() => {
          now -= 1;
          answering(seen, response);
        }, 5);
      },
      { limits: { concurrency: 2 } },
    );
    valueOf(await judged(judge, judge.dimensions, 'A fox.'));
    expect(most).toBe(2);
  });
});
