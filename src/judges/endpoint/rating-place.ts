import type { AnswerPlace } from './answer';

/** Ends what a reasoning model thinks aloud. */
const THINK_END = '</think>';

/**
 * The place of an answer at which the rating begins: after what the model thinks aloud and what it says before the
 * first level word. Without a level word it is the first place with a letter, if any.
 *
 * @param words level words, as printed
 */
export function ratingPlace(places: readonly AnswerPlace[], words: readonly string[]): number | undefined {
  const starts: number[] = [];
  let text = '';
  for (const place of places) {
    starts.push(text.length);
    text += place.text;
  }
  const from = startOfRating(text);
  if (from === undefined) return undefined;
  const found = wordPattern(words).exec(text.slice(from)) ?? /\p{L}/u.exec(text.slice(from));
  if (found === null) return undefined;
  return starts.findLastIndex((start) => start <= from + found.index);
}

/** The level word that a written answer gives, if any. Case does not matter. */
export function writtenLevel(text: string, words: readonly string[]): number | undefined {
  const from = startOfRating(text);
  const found = from === undefined ? null : wordPattern(words, 'i').exec(text.slice(from));
  if (found === null) return undefined;
  return words.findIndex((word) => word.toLowerCase() === found[0].toLowerCase());
}

/** True where the model was still thinking aloud when the answer ended. */
export function endsInThought(text: string): boolean {
  return startOfRating(text) === undefined;
}

/** Where an answer can give its rating. Undefined while the model thinks aloud. */
function startOfRating(text: string): number | undefined {
  const end = text.lastIndexOf(THINK_END);
  if (end >= 0) {
    // A rationale follows a rating (Q-Save 4.3); a thought comes before it.
    const begin = text.indexOf('<think>');
    return begin >= 0 && text.slice(0, begin).trim() !== '' ? 0 : end + THINK_END.length;
  }
  return text.trimStart().startsWith('<think>') ? undefined : 0;
}

function wordPattern(words: readonly string[], flags = ''): RegExp {
  return new RegExp(`(?<!\\p{L})(${words.join('|')})(?!\\p{L})`, `u${flags}`);
}
