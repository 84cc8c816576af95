import type { Result } from '../../base';
import { fail, ok } from '../../base';
import type { ProfileId } from '../../quality';
import { PROFILES, levelsOf } from '../../quality';
import type { Adapter, Ask } from './adapters/adapter';
import { listedModels } from './detect';
import { CANCELLED } from './failures';
import type { Transport } from './transport';

/** What a server was found to be able to do when the judge was opened. */
export interface Abilities {
  /** It gives log-probabilities. */
  readonly probabilities: boolean;
  /** Ids of the level words' first tokens, where the server takes them. */
  readonly wordIds: Readonly<Partial<Record<ProfileId, readonly number[]>>>;
}

const TEST_WORDS = ['Good', 'Bad'];

/**
 * Asks for one token of text. Fails where the server cannot be asked at all. A server that refuses log-probabilities, or
 * leaves them out, is asked without them.
 */
export async function findAbilities(
  transport: Transport,
  adapter: Adapter,
  model: string,
  signal: AbortSignal,
): Promise<Result<Abilities>> {
  const plain: Ask = {
    model,
    frames: [],
    question: 'Answer with one word: Good or Bad.',
    begun: adapter.continues ? 'The answer is' : '',
    tokens: 1,
    temperature: 0,
  };
  const gives = async (ask: Ask): Promise<Result<boolean>> => {
    const answered = await transport.post(`${transport.address.api}/chat/completions`, adapter.body(ask), signal);
    if (!answered.ok) return answered;
    const answer = adapter.read(answered.value, ask, transport.address.api);
    return answer.ok ? ok(answer.value.places !== undefined) : answer;
  };
  if (adapter.probabilities) {
    const given = await gives({ ...plain, words: TEST_WORDS });
    if (given.ok) {
      if (!given.value) return ok({ probabilities: false, wordIds: {} });
      const wordIds = adapter.id === 'vllm' ? await wordIdsOf(transport, model, signal) : {};
      const [ids] = Object.values(wordIds);
      const taken = ids === undefined ? undefined : await gives({ ...plain, words: TEST_WORDS, wordIds: ids });
      if (signal.aborted) return CANCELLED;
      return ok({ probabilities: true, wordIds: taken?.ok === true && taken.value ? wordIds : {} });
    }
    if (given.error.code !== 'endpoint-refused') return given;
  }
  const given = await gives(plain);
  if (given.ok) return ok({ probabilities: false, wordIds: {} });
  return given.error.code === 'endpoint-refused' ? withModels(given, transport, model, signal) : given;
}

/** vLLM tells the tokens of a text; the first of each level word is enough. Empty where it does not. */
async function wordIdsOf(transport: Transport, model: string, signal: AbortSignal): Promise<Abilities['wordIds']> {
  const found: Partial<Record<ProfileId, readonly number[]>> = {};
  for (const profile of Object.keys(PROFILES) as ProfileId[]) {
    const ids = new Set<number>();
    for (const { word } of levelsOf(profile)) {
      const body = { model, prompt: ` ${word}`, add_special_tokens: false };
      const probed = await transport.probe(`${transport.address.root}/tokenize`, signal, body);
      const tokens = (probed?.json as { tokens?: unknown } | null | undefined)?.tokens;
      const first: unknown = Array.isArray(tokens) ? tokens[0] : undefined;
      if (typeof first !== 'number') return {};
      ids.add(first);
    }
    found[profile] = [...ids];
  }
  return found;
}

/** A refused model is answered with those that the server has. */
async function withModels(
  refused: Result<never>,
  transport: Transport,
  model: string,
  signal: AbortSignal,
): Promise<Result<never>> {
  if (refused.ok || !/\(404\)|model/i.test(refused.error.message)) return refused;
  const models = await listedModels(transport, signal);
  if (models.length === 0 || models.includes(model)) return refused;
  const list = models.slice(0, 8).join(', ');
  return fail(
    'endpoint-refused',
    `The server at ${transport.address.api} has no model "${model}". Choose one of its models: ${list}.`,
  );
}
