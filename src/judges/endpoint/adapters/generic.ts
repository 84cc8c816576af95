import { readAnswer } from '../answer';
import type { Adapter } from './adapter';
import { commonBody } from './adapter';

/** Any other server: what all of them understand. Its answers are counted. */
export const GENERIC: Adapter = {
  id: 'generic',
  continues: false,
  probabilities: false,
  body: (ask) => commonBody(ask, 0),
  read: (json, _, api) => readAnswer(json, api),
};
