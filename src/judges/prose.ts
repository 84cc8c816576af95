/** The rationale of a model that ended its answer with the rating. */
export const NOTHING_WRITTEN = 'No rationale was written.';

/** The text without a begin of `end` at its end: what comes next decides whether it is one. */
export function withoutBegunEnd(text: string, end: string): string {
  for (let length = Math.min(end.length - 1, text.length); length > 0; length--) {
    if (text.endsWith(end.slice(0, length))) return text.slice(0, -length);
  }
  return text;
}

/** A clip's prompt may hold the model's control tokens; with a blank inside they are plain text. */
export function disarmed(question: string): string {
  return question.replaceAll('<|', '< |');
}
