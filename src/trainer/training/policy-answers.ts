import { promptOf } from '../../quality';
import type { TrainedDimension } from '../../corpus';
import { tensor } from '../engine/jax';
import { PROMPT_WORDS, wordId } from '../network/shape';
import { FED_LENGTH } from './answer-rows';
import type { PolicyAnswers } from './policy-loss';
import type { PathwayMask } from './pathway-mask';
import { pathwayFlags } from './pathway-mask';

/** An answer to a prompt with the log-probability of each word. */
export interface PolicyAnswer {
  readonly id: TrainedDimension;
  /** After the prompt. */
  readonly words: readonly string[];
  /** Log-probability of each word. */
  readonly logs: readonly number[];
}

/** Tensors of the answers for the policy loss, and their log-probabilities [N, length]. */
export function policyAnswerRows(
  answers: readonly PolicyAnswer[],
  clips: number,
  pathwayMask: PathwayMask,
): { written: PolicyAnswers; logs: Float32Array } {
  const size = answers.length * FED_LENGTH;
  const words = new Int32Array(size);
  const next = new Int32Array(size);
  const chosen = new Float32Array(size);
  const logs = new Float32Array(size);
  answers.forEach((answer, row) => {
    const ids = [...promptOf(answer.id), ...answer.words].map(wordId);
    for (let i = 0; i + 1 < ids.length; i++) {
      const at = row * FED_LENGTH + i;
      words[at] = ids[i]!;
      next[at] = ids[i + 1]!;
      if (i + 1 < PROMPT_WORDS) continue;
      chosen[at] = 1;
      logs[at] = answer.logs[i + 1 - PROMPT_WORDS]!;
    }
  });
  const sides = [answers.length, FED_LENGTH];
  const perClip = answers.length / clips;
  const ids = answers.map(({ id }) => id);
  const written = {
    words: tensor(words, sides),
    nextWords: tensor(next, sides),
    chosen: tensor(chosen, sides),
    fastAllowed: tensor(pathwayFlags(pathwayMask, 'fast', ids), [clips, perClip]),
    slowAllowed: tensor(pathwayFlags(pathwayMask, 'slow', ids), [clips, perClip]),
  };
  return { written, logs };
}
