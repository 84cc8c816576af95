import type { Result } from '../../base';
import { assert, ok } from '../../base';
import type { FilledPrompt } from '../../quality';
import type { LevelDistribution, Rationales } from '../judge';
import { NOTHING_WRITTEN, withoutBegunEnd } from '../prose';
import type { SentFrame } from './adapters/adapter';
import type { AskParts } from './question';
import { CANCELLED } from './failures';

export interface ToExplain {
  readonly distribution: LevelDistribution;
  /** Undefined where the distribution is not of this reading, which is an error of the caller. */
  readonly prompt: FilledPrompt | undefined;
}

/** Asked of a server that cannot go on with a begun answer. */
const ASK_WHY = 'Explain this rating in a few sentences.';

/** Writes one rationale after the other, streamed: the rating, then what the model goes on with. */
export async function* explainWith(
  parts: AskParts,
  frames: readonly SentFrame[],
  items: readonly ToExplain[],
  signal: AbortSignal,
): AsyncGenerator<Result<Rationales>, void> {
  const written = items.map(({ distribution }) => ({ id: distribution.id, words: [] as readonly string[] }));
  for (const [place, { distribution, prompt }] of items.entries()) {
    assert(prompt !== undefined, 'the distribution is of this reading');
    const { levels, probabilities } = distribution;
    const rating = levels[probabilities.indexOf(Math.max(...probabilities))]!;
    for await (const step of writeOne(parts, frames, prompt, rating, signal)) {
      if (signal.aborted) return yield CANCELLED;
      if (!step.ok) return yield step;
      written[place] = { id: distribution.id, words: [rating, ...step.value] };
      yield ok([...written]);
    }
    if (signal.aborted) return yield CANCELLED;
  }
}

/** Yields the pieces of one rationale as far as they have come. */
async function* writeOne(
  { transport, adapter, model, limits }: AskParts,
  frames: readonly SentFrame[],
  { question, answer, rationale, rationaleEnd }: FilledPrompt,
  rating: string,
  signal: AbortSignal,
): AsyncGenerator<Result<readonly string[]>, void> {
  const rated = answer === '' ? rating : `${answer} ${rating}`;
  const ask = {
    model,
    frames,
    question,
    ...(adapter.continues ? { begun: rated + rationale } : { begun: `${rated}.`, followUp: ASK_WHY }),
    tokens: limits.rationaleTokens,
    temperature: 0,
    stop: rationaleEnd,
    stream: true,
  };
  const pieces: string[] = [];
  let all = '';
  let done = 0;
  for await (const event of transport.stream(`${transport.address.api}/chat/completions`, adapter.body(ask), signal)) {
    if (!event.ok) return yield event;
    all += deltaOf(event.value);
    const end = all.indexOf(rationaleEnd);
    const upTo = end < 0 ? withoutBegunEnd(all, rationaleEnd) : all.slice(0, end);
    if (upTo.length > done) {
      pieces.push(upTo.slice(done));
      done = upTo.length;
      yield ok([...pieces]);
    }
    if (end >= 0) break;
  }
  // What looked like the begin of the end, and was none.
  if (!all.includes(rationaleEnd) && all.length > done) yield ok([...pieces, all.slice(done)]);
  else if (pieces.length === 0) yield ok([NOTHING_WRITTEN]);
}

function deltaOf(event: unknown): string {
  const { choices } = event as { choices?: readonly { delta?: { content?: unknown } }[] };
  const content = choices?.[0]?.delta?.content;
  return typeof content === 'string' ? content : '';
}
