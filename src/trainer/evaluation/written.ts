import { END, promptOf } from '../../quality/vocabulary';
import type { TrainedDimension } from '../corpus/clip';
import { TRAINED_DIMENSIONS } from '../corpus/clip';
import type { ReadWindow } from '../export/session';
import { MAX_LENGTH, PATHWAYS, VOCABULARY, wordId } from '../network/shape';
import type { WrittenAnswer } from './reasons';

/**
 * What the exported files say of a window to every dimension's prompt, the likeliest word of the whole vocabulary each
 * time: no grammar holds them, as it does where a video is scored. An answer ends with `<end>` or where its room does.
 */
export async function writeAnswers(window: ReadWindow): Promise<WrittenAnswer[]> {
  const answers = TRAINED_DIMENSIONS.map((id) => ({ id, words: new Array<string>() }));
  for (;;) {
    // Those still open have the same number of words, so that they make one batch.
    const open = answers.filter(
      ({ id, words }) => words.at(-1) !== END && promptOf(id).length + words.length < MAX_LENGTH,
    );
    if (open.length === 0) return answers;
    const rows = open.map(({ id, words }) => [...promptOf(id), ...words].map(wordId));
    const ids = open.map(({ id }) => id);
    const logits = await window.logits({
      words: rows,
      fastAllowed: allowed('fast', ids),
      slowAllowed: allowed('slow', ids),
    });
    const length = rows[0]!.length;
    open.forEach(({ words }, row) => {
      const from = ((row + 1) * length - 1) * VOCABULARY.length;
      words.push(likeliestWord(logits.subarray(from, from + VOCABULARY.length)));
    });
  }
}

function allowed(pathway: 'fast' | 'slow', ids: readonly TrainedDimension[]): number[] {
  return ids.map((id) => (PATHWAYS[id].includes(pathway) ? 1 : 0));
}

function likeliestWord(logits: Float32Array): string {
  let best = 0;
  for (let word = 1; word < logits.length; word++) if (logits[word]! > logits[best]!) best = word;
  return VOCABULARY[best]!;
}
