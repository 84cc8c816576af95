import type { ProfileId } from '../dimensions';
import type { PromptSet } from './prompt-set';
import { Q_SAVE_PROMPTS } from './q-save';
import { ULTRAVQA_PROMPTS } from './ultravqa';

/** The prompt sets that ship, one a profile. */
export const PROMPT_SETS: Readonly<Record<ProfileId, PromptSet>> = {
  ultravqa: ULTRAVQA_PROMPTS,
  'q-save': Q_SAVE_PROMPTS,
};
