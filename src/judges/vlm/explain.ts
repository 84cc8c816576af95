import type { Result } from '../../base';
import { assert, fail, ok } from '../../base';
import type { LevelDistribution, Rationales } from '../judge';
import { NOTHING_WRITTEN, withoutBegunEnd } from '../prose';
import type { DecoderState } from './decoder';
import type { AskedQuestion, ReadingParts } from './ask';

const CANCELLED: Result<never> = fail('cancelled', 'Judging was cancelled.');
/** What incomplete bytes of a character decode to. */
const INCOMPLETE = '\ufffd';

/** Runs `use` with the decoder state behind the window's last frame, which is valid until it settles. */
export type WithState = <T>(use: (state: DecoderState) => Promise<Result<T>>) => Promise<Result<T>>;

export interface ToExplain {
  readonly distribution: LevelDistribution;
  /** Undefined where the distribution is not of this reading, which is an error of the caller. */
  readonly question: AskedQuestion | undefined;
}

/**
 * Writes one rationale after the other, greedily: the question, the likeliest level word, then what the model goes on
 * with (Q-Save 4.3, after the cool-off: rating, then `<think>`). Every item holds all rationales as far as written.
 */
export async function* explainWith(
  parts: ReadingParts,
  withState: WithState,
  items: readonly ToExplain[],
  signal: AbortSignal | undefined,
): AsyncGenerator<Result<Rationales>, void> {
  const written = items.map(({ distribution }) => ({ id: distribution.id, words: [] as readonly string[] }));
  for (const [place, { distribution, question }] of items.entries()) {
    assert(question !== undefined, 'the distribution is of this reading');
    const { levels, probabilities } = distribution;
    const rating = levels[probabilities.indexOf(Math.max(...probabilities))]!;
    for await (const step of writeOne(parts, withState, question, rating)) {
      if (signal?.aborted === true) return yield CANCELLED;
      if (!step.ok) return yield step;
      written[place] = { id: distribution.id, words: [rating, ...step.value] };
      yield ok([...written]);
    }
  }
}

/** Yields the pieces of one rationale as far as they are written. */
async function* writeOne(
  { config, text, decoder, rationaleTokens }: ReadingParts,
  withState: WithState,
  { prompt, text: before }: AskedQuestion,
  rating: string,
): AsyncGenerator<Result<readonly string[]>, void> {
  const first = await withState((state) => decoder.extend(state, text.encode(before + rating + prompt.rationale)));
  if (!first.ok) return yield first;
  let state = first.value;
  const ids: number[] = [];
  const pieces: string[] = [];
  let done = '';
  try {
    while (ids.length < rationaleTokens) {
      const id = likeliest(state.logits);
      if (config.tokens.end.includes(id)) break;
      ids.push(id);
      const all = text.decode(ids);
      const end = all.indexOf(prompt.rationaleEnd);
      const upTo = end < 0 ? withoutBegunEnd(all, prompt.rationaleEnd) : all.slice(0, end);
      // The next token may complete a character.
      if (!upTo.endsWith(INCOMPLETE) && upTo.length > done.length) {
        pieces.push(upTo.slice(done.length));
        done = upTo;
        yield ok([...pieces]);
      }
      // A tokenizer may count the end among its special tokens, which `decode` leaves out.
      if (end >= 0 || text.tokenOf(id) === prompt.rationaleEnd) break;
      const next = await decoder.extend(state, [id]);
      if (!next.ok) return yield next;
      state.release();
      state = next.value;
    }
    if (pieces.length === 0) yield ok([NOTHING_WRITTEN]);
  } finally {
    state.release();
  }
}

function likeliest(logits: Float32Array): number {
  let best = 0;
  for (let k = 1; k < logits.length; k++) if (logits[k]! > logits[best]!) best = k;
  return best;
}
