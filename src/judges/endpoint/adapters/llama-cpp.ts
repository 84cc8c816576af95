import { ok } from '../../../base';
import { readAnswer } from '../answer';
import type { Adapter, Ask } from './adapter';
import { commonBody } from './adapter';

/** The server has no limit, and an answer of one token stays small. */
const TOP_TOKENS = 200;

/**
 * The server of llama.cpp: frames as pictures; it goes on with a last message of the assistant, which it refuses for a
 * model that thinks unless thinking is off.
 */
export const LLAMA_CPP: Adapter = {
  id: 'llama.cpp',
  continues: true,
  probabilities: true,
  body: (ask) => ({
    ...commonBody(ask, TOP_TOKENS),
    ...(ask.words === undefined ? {} : { grammar: grammarOf(ask) }),
    chat_template_kwargs: { enable_thinking: false },
  }),
  read(json, { begun }, api) {
    const answer = readAnswer(json, api);
    // The answer repeats what was begun; its log-probabilities do not.
    if (!answer.ok || begun === '' || !answer.value.text.startsWith(begun)) return answer;
    return ok({ ...answer.value, text: answer.value.text.slice(begun.length) });
  },
};

/**
 * Lets only a level word be written. Probabilities are taken before the grammar and do not change. Without it, a token
 * that is part of a character is held back together with its probabilities, and those of the next place come first.
 */
function grammarOf({ words = [] }: Ask): string {
  return `root ::= [ ]? (${words.map((word) => JSON.stringify(word)).join(' | ')})`;
}
