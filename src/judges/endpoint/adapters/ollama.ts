import { readAnswer } from '../answer';
import type { Adapter } from './adapter';
import { commonBody } from './adapter';

/** More is refused. */
const TOP_TOKENS = 20;

/** Ollama: frames as base64 pictures. Whether it goes on with a begun answer depends on the model's template. */
export const OLLAMA: Adapter = {
  id: 'ollama',
  continues: false,
  probabilities: true,
  body: (ask) => ({ ...commonBody(ask, TOP_TOKENS), reasoning_effort: 'none' }),
  read: (json, _, api) => readAnswer(json, api),
};
