import type { Result } from '../../base';
import { fail, ok } from '../../base';
import type { DecoderState, LanguageDecoder } from './decoder';

/** The words of a profile's levels as tokens after a common beginning. */
export interface WordTokens {
  /** Tokens that the text and each of the words share. */
  readonly shared: readonly number[];
  /** What each word adds, in the order of the words. */
  readonly words: readonly (readonly number[])[];
}

/**
 * Tokenizes a text together with each word, and separates what all have in common. A tokenizer may join the end of the
 * text with the begin of a word, so a word is never tokenized by itself.
 */
export function tokenizeWords(
  encode: (text: string) => readonly number[],
  text: string,
  words: readonly string[],
): WordTokens {
  const whole = words.map((word) => encode(text + word));
  let shared = 0;
  while (whole.every((ids) => shared < ids.length - 1 && ids[shared] === whole[0]![shared])) shared += 1;
  return { shared: whole[0]!.slice(0, shared), words: whole.map((ids) => ids.slice(shared)) };
}

interface Branch {
  readonly word: number;
  readonly rest: readonly number[];
}

/**
 * Natural logarithm of the exact probability of each word as a sequence of tokens. The words form a tree by their common beginnings; the
 * decoder runs once for each inner node below the root. Where a word is the beginning of longer ones, it ends with the
 * probability that none of those goes on.
 */
export async function scoreWords(
  decoder: LanguageDecoder,
  state: DecoderState,
  words: readonly (readonly number[])[],
): Promise<Result<readonly number[]>> {
  const logProbabilities = words.map(() => -Infinity);
  const visit = async (at: DecoderState, before: number, branches: readonly Branch[]): Promise<Result<undefined>> => {
    const total = logSumExp(at.logits);
    const groups = byFirstToken(branches);
    let goesOn = 0;
    for (const [token, group] of groups) {
      const logit = at.logits[token];
      if (logit === undefined)
        return fail('model-invalid', `The tokenizer's token ${token} is outside the vocabulary.`);
      goesOn += Math.exp(logit - total);
      const inner = group.map(({ word, rest }) => ({ word, rest: rest.slice(1) }));
      const after = before + logit - total;
      if (inner.length === 1 && inner[0]!.rest.length === 0) {
        logProbabilities[inner[0]!.word] = after;
        continue;
      }
      const next = await decoder.extend(at, [token]);
      if (!next.ok) return next;
      const visited = await visit(next.value, after, inner);
      next.value.release();
      if (!visited.ok) return visited;
    }
    for (const { word, rest } of branches) {
      if (rest.length === 0) logProbabilities[word] = before + Math.log(Math.max(0, 1 - goesOn));
    }
    return ok(undefined);
  };
  const visited = await visit(
    state,
    0,
    words.map((rest, word) => ({ word, rest })),
  );
  return visited.ok ? ok(logProbabilities) : visited;
}

/** The branches that go on, by their next token. */
function byFirstToken(branches: readonly Branch[]): ReadonlyMap<number, readonly Branch[]> {
  const groups = new Map<number, Branch[]>();
  for (const branch of branches) {
    const token = branch.rest[0];
    if (token === undefined) continue;
    const group = groups.get(token);
    if (group === undefined) groups.set(token, [branch]);
    else group.push(branch);
  }
  return groups;
}

/** The level distribution of words: probabilities that sum to 1, and the mass on anything else. */
export function distributionOf(logProbabilities: readonly number[]): { probabilities: number[]; unplaced: number } {
  const total = logSumExp(logProbabilities);
  return {
    probabilities: logProbabilities.map((each) => Math.exp(each - total)),
    unplaced: Math.min(1, Math.max(0, 1 - Math.exp(total))),
  };
}

/** ln of the sum of exponentials, without overflow. */
export function logSumExp(values: ArrayLike<number>): number {
  let most = -Infinity;
  for (let k = 0; k < values.length; k++) most = Math.max(most, values[k]!);
  let sum = 0;
  for (let k = 0; k < values.length; k++) sum += Math.exp(values[k]! - most);
  return most + Math.log(sum);
}
