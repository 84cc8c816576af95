import type { Result } from '../../base';
import { ok } from '../../base';
import type { AskParts, Question, Weighed } from './question';
import { askOnce, scaled } from './question';
import { endsInThought, writtenLevel } from './rating-place';

/**
 * Counts the levels of several answers at temperature 1, which follow the distribution that the server does not give.
 * Each has a seed of its own, so that a server that knows seeds gives the same answers again. Answers without a level
 * are not counted.
 */
export async function countAnswers(parts: AskParts, question: Question, signal: AbortSignal): Promise<Result<Weighed>> {
  const seeds = Array.from({ length: parts.samples }, (_, seed) => seed);
  const answers = await Promise.all(seeds.map((seed) => writtenAnswer(parts, question, seed, signal)));
  const mass = question.words.map(() => 0);
  let tokens: number | undefined = 0;
  let last = '';
  for (const answer of answers) {
    if (!answer.ok) return answer;
    const level = writtenLevel(answer.value.text, question.words);
    if (level !== undefined) mass[level]! += 1;
    tokens = tokens === undefined || answer.value.tokens === undefined ? undefined : tokens + answer.value.tokens;
    last = answer.value.text;
  }
  const whole = scaled(parts, mass, last);
  return whole.ok ? ok({ mass: whole.value, unplaced: undefined, tokens }) : whole;
}

async function writtenAnswer(parts: AskParts, question: Question, seed: number, signal: AbortSignal) {
  const { answerTokens, reasoningTokens } = parts.limits;
  const ask = { begun: question.begun, temperature: 1, seed };
  const answer = await askOnce(parts, question, { ...ask, tokens: answerTokens }, signal);
  if (!answer.ok || !answer.value.cut) return answer;
  const { text } = answer.value;
  // Cut without a level: in a thought, which the server may keep to itself.
  const thinks = endsInThought(text) || text.trim() === '';
  return thinks ? askOnce(parts, question, { ...ask, begun: '', tokens: reasoningTokens }, signal) : answer;
}
