import type { Result } from '../../base';
import { ok } from '../../base';
import type { DimensionId, FilledPrompt } from '../../quality';
import { dimension, fillPrompt, levelsOf } from '../../quality';
import type { LevelDistribution } from '../judge';
import { disarmed } from '../prose';
import type { SentFrame } from './adapters/adapter';
import { countAnswers } from './count-answers';
import type { AskParts } from './question';
import { readMass } from './read-mass';

export interface Answered {
  readonly distribution: LevelDistribution;
  readonly prompt: FilledPrompt;
  readonly tokens: number | undefined;
}

/** Asks for one dimension's level distribution. */
export async function askForLevel(
  parts: AskParts,
  frames: readonly SentFrame[],
  id: DimensionId,
  clipPrompt: string | undefined,
  signal: AbortSignal,
): Promise<Result<Answered>> {
  const { profile } = dimension(id);
  const filled = fillPrompt(parts.prompts[profile], id, clipPrompt);
  const prompt = { ...filled, question: disarmed(filled.question) };
  const words = levelsOf(profile).map(({ word }) => word);
  const question = { profile, prompt, words, frames, begun: parts.adapter.continues ? prompt.answer : '' };
  const weighed = await (parts.abilities.probabilities ? readMass : countAnswers)(parts, question, signal);
  if (!weighed.ok) return weighed;
  const { mass, unplaced, tokens } = weighed.value;
  return ok({ distribution: { id, profile, levels: words, probabilities: mass, unplaced }, prompt, tokens });
}
