import type { Result } from '../../base';
import { fail, ok } from '../../base';
import type { FilledPrompt, ProfileId, PromptSet } from '../../quality';
import type { Abilities } from './abilities';
import type { Adapter, Ask, SentFrame } from './adapters/adapter';
import type { Answer } from './answer';
import type { EndpointLimits } from './config';
import type { Transport } from './transport';

export interface AskParts {
  readonly transport: Transport;
  readonly adapter: Adapter;
  readonly abilities: Abilities;
  readonly model: string;
  readonly prompts: Readonly<Record<ProfileId, PromptSet>>;
  readonly limits: EndpointLimits;
  readonly samples: number;
}

/** A question about a window's frames, ready to be asked. */
export interface Question {
  readonly profile: ProfileId;
  readonly prompt: FilledPrompt;
  readonly words: readonly string[];
  /** With what of the answer the server goes on; empty where it cannot. */
  readonly begun: string;
  readonly frames: readonly SentFrame[];
}

/** What became of a question: mass of each level, scaled to sum 1, and what was not placed. */
export interface Weighed {
  readonly mass: readonly number[];
  readonly unplaced: number | undefined;
  readonly tokens: number | undefined;
}

/** Asks once. */
export async function askOnce(
  { transport, adapter, model }: AskParts,
  { prompt, frames }: Question,
  ask: Omit<Ask, 'model' | 'frames' | 'question'>,
  signal: AbortSignal,
): Promise<Result<Answer>> {
  const { api } = transport.address;
  const whole = { ...ask, model, frames, question: prompt.question };
  const answered = await transport.post(`${api}/chat/completions`, adapter.body(whole), signal);
  return answered.ok ? adapter.read(answered.value, whole, api) : answered;
}

/** Scales the mass to sum 1. Fails where the model named no level. */
export function scaled(parts: AskParts, mass: readonly number[], answer: string): Result<readonly number[]> {
  const total = mass.reduce((sum, each) => sum + each, 0);
  if (total > 0) return ok(mass.map((each) => each / total));
  const said = answer.trim() === '' ? 'nothing' : `"${answer.trim().slice(0, 60)}"`;
  return fail(
    'endpoint-answer',
    `The model ${parts.model} names no level; it answers ${said}. Choose a model that follows instructions, or edit the prompt.`,
  );
}
