import { readAnswer } from '../answer';
import type { Adapter } from './adapter';
import { commonBody } from './adapter';

const TOP_TOKENS = 20;

/** SGLang: frames as pictures, since it samples a video anew and may misread its times. */
export const SGLANG: Adapter = {
  id: 'sglang',
  continues: true,
  probabilities: true,
  body: (ask) => ({
    ...commonBody(ask, TOP_TOKENS),
    ...(ask.begun === '' ? {} : { continue_final_message: true }),
    chat_template_kwargs: { enable_thinking: false },
  }),
  read: (json, _, api) => readAnswer(json, api),
};
