import { TRAINED_DIMENSIONS } from '../../corpus';
import { softmax } from '../../policy';
import { promptOf } from '../../quality';
import { PATHWAYS, PROMPT_WORDS, VOCABULARY, levelsOfDimension, wordId } from '../network/shape';
import type { Question } from './session';

/** Every dimension's prompt, one row each; `more` words follow each prompt. */
export function promptQuestion(more: readonly string[] = []): Question {
  const allowed = (pathway: 'fast' | 'slow'): number[] =>
    TRAINED_DIMENSIONS.map((id) => (PATHWAYS[id].includes(pathway) ? 1 : 0));
  return {
    words: TRAINED_DIMENSIONS.map((id) => [...promptOf(id), ...more].map(wordId)),
    fastAllowed: allowed('fast'),
    slowAllowed: allowed('slow'),
  };
}

/**
 * Level distribution of every dimension from the logits of `promptQuestion()`: softmax over its levels (Q-Save 4.2.2).
 */
export function levelProbabilities(logits: Float32Array): number[][] {
  return TRAINED_DIMENSIONS.map((id, row) => {
    const from = (row * PROMPT_WORDS + PROMPT_WORDS - 1) * VOCABULARY.length;
    const levels = levelsOfDimension(id).map((level) => logits[from + wordId(level.word)]!);
    return [...softmax(levels)];
  });
}
