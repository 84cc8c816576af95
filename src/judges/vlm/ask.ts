import type { Result } from '../../base';
import { ok } from '../../base';
import type { DimensionId, FilledPrompt, ProfileId, PromptSet } from '../../quality';
import { dimension, fillPrompt, levelsOf } from '../../quality';
import type { LevelDistribution } from '../judge';
import type { Conversations } from './conversation';
import type { DecoderState, LanguageDecoder } from './decoder';
import { distributionOf, scoreWords, tokenizeWords } from './level-words';
import type { ModelConfig } from './model-config';
import type { ModelText } from './text';

export interface ReadingParts {
  readonly config: ModelConfig;
  readonly text: ModelText;
  readonly decoder: LanguageDecoder;
  readonly conversations: Conversations;
  readonly prompts: Readonly<Record<ProfileId, PromptSet>>;
  /** A rationale that has not ended by then is cut. */
  readonly rationaleTokens: number;
}

/** The question that a distribution answers: what a rationale of it continues. */
export interface AskedQuestion {
  readonly prompt: FilledPrompt;
  /** Text from the last frame to the level word. */
  readonly text: string;
}

export interface Answered {
  readonly distribution: LevelDistribution;
  readonly question: AskedQuestion;
  /** Tokens read for it. */
  readonly read: number;
}

/** Asks for one dimension's level: reads the question and the begin of the answer, then scores the level words. */
export async function askForLevel(
  { text, decoder, conversations, prompts }: ReadingParts,
  shared: DecoderState,
  frames: number,
  id: DimensionId,
  clipPrompt: string | undefined,
): Promise<Result<Answered>> {
  const { profile } = dimension(id);
  const prompt = fillPrompt(prompts[profile], id, clipPrompt);
  const question = conversations.question(frames, prompt.question, prompt.answer);
  if (!question.ok) return question;
  const levels = levelsOf(profile).map(({ word }) => word);
  const blank = prompt.answer === '' ? '' : ' ';
  const tokenized = tokenizeWords(
    (each) => text.encode(each),
    question.value,
    levels.map((word) => blank + word),
  );
  const state = await decoder.extend(shared, tokenized.shared);
  if (!state.ok) return state;
  const scored = await scoreWords(decoder, state.value, tokenized.words);
  state.value.release();
  if (!scored.ok) return scored;
  return ok({
    distribution: { id, profile, levels, ...distributionOf(scored.value) },
    question: { prompt, text: question.value + blank },
    read: tokenized.shared.length,
  });
}
