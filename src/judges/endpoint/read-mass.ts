import type { Result } from '../../base';
import { fail, ok } from '../../base';
import type { Answer, AnswerPlace } from './answer';
import type { AskParts, Question, Weighed } from './question';
import { askOnce, scaled } from './question';
import { levelMass } from './level-mass';
import { endsInThought, ratingPlace } from './rating-place';

/** A beginning that several words share and that is less likely than this is left unplaced. */
const WORTH_ASKING = 1e-3;

/** Reads the level distribution from the log-probabilities at the rating's place. */
export async function readMass(parts: AskParts, question: Question, signal: AbortSignal): Promise<Result<Weighed>> {
  const found = await findPlace(parts, question, signal);
  if (!found.ok) return found;
  const { place, answer } = found.value;
  const { mass: certain, open } = levelMass(place.likely, question.words, '');
  const mass = [...certain];
  let tokens = answer.tokens;
  // The server goes on only with an answer that was begun; elsewhere what is open stays unplaced.
  for (const [begun, probability] of question.begun === '' ? [] : open) {
    const followed = await follow(parts, question, begun, probability, signal);
    if (!followed.ok) return followed;
    followed.value.mass.forEach((each, level) => (mass[level]! += each));
    tokens = tokens === undefined || followed.value.tokens === undefined ? undefined : tokens + followed.value.tokens;
  }
  const sum = mass.reduce((total, each) => total + each, 0);
  const whole = scaled(parts, mass, answer.text);
  return whole.ok ? ok({ mass: whole.value, unplaced: Math.min(1, Math.max(0, 1 - sum)), tokens }) : whole;
}

/** Asks for the next token of words that begin alike, with the beginning written already. */
async function follow(
  parts: AskParts,
  question: Question,
  begun: string,
  probability: number,
  signal: AbortSignal,
): Promise<Result<{ readonly mass: number[]; readonly tokens: number | undefined }>> {
  const { words } = question;
  const none = { mass: words.map(() => 0), tokens: 0 };
  if (probability < WORTH_ASKING) return ok(none);
  const rests = words.flatMap((word) => (word.startsWith(begun) ? [word.slice(begun.length)] : []));
  const ask = { begun: `${question.begun} ${begun}`, tokens: 1, temperature: 0, words: rests };
  const answer = await askOnce(parts, question, ask, signal);
  if (!answer.ok) return answer;
  const { mass, open } = levelMass(answer.value.places?.[0]?.likely ?? [], words, begun);
  const weighted = mass.map((each) => each * probability);
  let { tokens } = answer.value;
  for (const [longer, share] of open) {
    const followed = await follow(parts, question, longer, share * probability, signal);
    if (!followed.ok) return followed;
    followed.value.mass.forEach((each, level) => (weighted[level]! += each));
    tokens = tokens === undefined || followed.value.tokens === undefined ? undefined : tokens + followed.value.tokens;
  }
  return ok({ mass: weighted, tokens });
}

interface Found {
  readonly place: AnswerPlace;
  readonly answer: Answer;
}

/** Asks, and asks again with room for a thought where the model thinks aloud first. */
async function findPlace(parts: AskParts, question: Question, signal: AbortSignal): Promise<Result<Found>> {
  const { abilities, limits } = parts;
  const { begun, words } = question;
  const base = { temperature: 0, words, wordIds: abilities.wordIds[question.profile] };
  const tokens = begun === '' ? limits.answerTokens : 1;
  const first = await askOnce(parts, question, { ...base, begun, tokens }, signal);
  if (!first.ok) return first;
  if (first.value.places === undefined) return withoutProbabilities(parts);
  if (!thinks(first.value))
    return placed(parts, first.value, begun === '' ? ratingPlace(first.value.places, words) : 0);
  const second = await askOnce(parts, question, { ...base, begun: '', tokens: limits.reasoningTokens }, signal);
  if (!second.ok) return second;
  if (second.value.places === undefined) return withoutProbabilities(parts);
  if (thinks(second.value)) {
    return fail(
      'endpoint-answer',
      `The model ${parts.model} still reasons after ${limits.reasoningTokens} tokens. Turn its reasoning off, or choose another model.`,
    );
  }
  return placed(parts, second.value, ratingPlace(second.value.places, words));
}

/** True where the answer ended inside a thought. A server that takes thoughts out of the text leaves it empty. */
function thinks({ text, places = [], cut }: Answer): boolean {
  const written = places.map((place) => place.text).join('');
  return endsInThought(written) || (cut && text.trim() === '' && written.trim() !== '' && places.length > 1);
}

function placed(parts: AskParts, answer: Answer, at: number | undefined): Result<Found> {
  const place = at === undefined ? undefined : answer.places?.[at];
  if (place !== undefined) return ok({ place, answer });
  const nothing = scaled(parts, [0], answer.text);
  return nothing.ok ? withoutProbabilities(parts) : nothing;
}

function withoutProbabilities({ transport }: AskParts): Result<never> {
  return fail(
    'endpoint-answer',
    `The server at ${transport.address.api} left out the log-probabilities, which it gave before. Open the judge again.`,
  );
}
