import * as v from 'valibot';
import type { Result } from '../../base';
import { fail, ok } from '../../base';

/** A token that the model might have written at a place, with the natural logarithm of its probability. */
export interface LikelyToken {
  readonly text: string;
  readonly logProbability: number;
}

/** A place of an answer: the token written there, and the likeliest ones. */
export interface AnswerPlace {
  readonly text: string;
  readonly likely: readonly LikelyToken[];
}

export interface Answer {
  readonly text: string;
  /** Undefined where the server gives no log-probabilities. */
  readonly places: readonly AnswerPlace[] | undefined;
  /** True where the answer was cut at the limit of tokens. */
  readonly cut: boolean;
  /** Tokens read; undefined where the server does not say. */
  readonly tokens: number | undefined;
  /** Tokens written, likewise. */
  readonly written: number | undefined;
}

const nullish = <T extends v.GenericSchema>(schema: T) => v.optional(v.nullable(schema));
const token = v.object({
  token: v.string(),
  logprob: v.nullable(v.number()),
  bytes: nullish(v.array(v.number())),
});
const schema = v.object({
  choices: v.pipe(
    v.array(
      v.object({
        message: v.object({ content: nullish(v.string()) }),
        logprobs: nullish(
          v.object({
            content: nullish(v.array(v.object({ ...token.entries, top_logprobs: nullish(v.array(token)) }))),
          }),
        ),
        finish_reason: nullish(v.string()),
      }),
    ),
    v.minLength(1),
  ),
  usage: nullish(v.object({ prompt_tokens: nullish(v.number()), completion_tokens: nullish(v.number()) })),
});

/** Reads a chat completion. */
export function readAnswer(json: unknown, api: string): Result<Answer> {
  const parsed = v.safeParse(schema, json);
  if (!parsed.success) {
    return fail(
      'endpoint-answer',
      `The answer of the server at ${api} is no chat completion. Check address and adapter.`,
    );
  }
  const { choices, usage } = parsed.output;
  const { message, logprobs, finish_reason } = choices[0]!;
  const content = logprobs?.content ?? [];
  const entries = content.flatMap((each) => [each, ...(each.top_logprobs ?? [])]);
  if (entries.some(({ logprob }) => logprob === null)) {
    return fail(
      'endpoint-answer',
      `The server at ${api} computed probabilities that are no numbers (NaN). Restart it, or load the model in another precision.`,
    );
  }
  const places = content.map((each): AnswerPlace => {
    const likely = (each.top_logprobs ?? []).length > 0 ? each.top_logprobs! : [each];
    return {
      text: textOf(each),
      likely: likely.map((one) => ({ text: textOf(one), logProbability: one.logprob! })),
    };
  });
  return ok({
    text: message.content ?? '',
    places: places.length === 0 ? undefined : places,
    cut: finish_reason === 'length',
    tokens: usage?.prompt_tokens ?? undefined,
    written: usage?.completion_tokens ?? undefined,
  });
}

/**
 * What a token adds to the text. Some servers print a tokenizer's sign for a blank; for a token that is part of a
 * character only the bytes are right.
 */
function textOf({ token, bytes }: { token: string; bytes?: number[] | null | undefined }): string {
  const known = bytes !== undefined && bytes !== null && bytes.length > 0;
  const text = known ? new TextDecoder().decode(Uint8Array.from(bytes)) : token;
  return text.replace(/^[\u0120\u2581]/, ' ').replace(/^\u010a/, '\n');
}
