import type { Level, Observations } from '../../quality';
import { END, THINK_END, parseRationale, promptOf } from '../../quality';
import type { TrainedDimension } from '../../corpus';
import { PROMPT_WORDS, levelsOfDimension } from '../network/shape';

/**
 * The two forms of an answer (Q-Save 4.3). SFT and GRPO train the rationale before the rating; the cool-off puts the
 * rating first, so that a score needs no rationale.
 */
export type Form = 'rationale-first' | 'rating-first';

/** Prompt, rating, rationale (both think marks included) and `<end>` in the order of the form. */
export function answerWords(
  id: TrainedDimension,
  form: Form,
  rating: string,
  rationale: readonly string[],
): readonly string[] {
  const body = form === 'rating-first' ? [rating, ...rationale] : [...rationale, rating];
  return [...promptOf(id), ...body, END];
}

/** The rating word's place in an answer, the prompt counted. */
export function ratingPlace(form: Form, rationale: readonly string[]): number {
  return form === 'rating-first' ? PROMPT_WORDS : PROMPT_WORDS + rationale.length;
}

/** The content of an answer in the rationale-first form. */
export interface Reading {
  /** The first level after `</think>`; without `</think>`, the first level of the answer. */
  readonly rating: Level | undefined;
  /** The words from `<think>` to `</think>`, where they follow the rationale grammar. */
  readonly rationale: readonly string[] | undefined;
  readonly observations: Observations | undefined;
  /** `<think> rationale </think> rating <end>` and nothing else. */
  readonly wellFormed: boolean;
}

/** Reads the words after the prompt without repairing them. */
export function readAnswer(id: TrainedDimension, words: readonly string[]): Reading {
  const levels = levelsOfDimension(id);
  const end = words.indexOf(THINK_END);
  const after = words.slice(end + 1);
  const rating = levels.find(({ word }) => word === after.find((each) => levels.some((level) => level.word === each)));
  const observations = parseRationale(words);
  const wellFormed = observations !== undefined && after.length === 2 && after[0] === rating?.word && after[1] === END;
  return {
    rating,
    rationale: observations === undefined ? undefined : words.slice(0, end + 1),
    observations,
    wellFormed,
  };
}
