import { faultGuide } from '../../quality/fault-guide';
import { END, promptOf } from '../../quality/vocabulary';
import type { TrainedDimension } from '../corpus/clip';
import { TRAINED_DIMENSIONS } from '../corpus/clip';
import type { ReadWindow } from '../export/session';
import { FAULTS, MAX_LENGTH, PATHWAYS, VOCABULARY, wordId } from '../network/shape';
import type { WrittenAnswer } from './reasons';

/**
 * What the exported files say of a window to every dimension's prompt, the likeliest word of the whole vocabulary each
 * time: no grammar holds them, as it does where a video is scored. Where that word is a fault, the faults' own
 * probabilities have a say in which (quality/fault-guide.ts). An answer ends with `<end>` or where its room does.
 */
export async function writeAnswers(window: ReadWindow): Promise<WrittenAnswer[]> {
  const guide = guideOf(window.faults);
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
      words.push(nextWord(logits.subarray(from, from + VOCABULARY.length), guide, words));
    });
  }
}

function allowed(pathway: 'fast' | 'slow', ids: readonly TrainedDimension[]): number[] {
  return ids.map((id) => (PATHWAYS[id].includes(pathway) ? 1 : 0));
}

/** What is added to the logit of each fault's word. */
function guideOf(faults: ArrayLike<number>): ReadonlyMap<string, number> {
  return new Map(FAULTS.slice(0, faults.length).map((tag, place) => [tag, faultGuide(faults[place]!)]));
}

function nextWord(logits: Float32Array, guide: ReadonlyMap<string, number>, said: readonly string[]): string {
  const logitOf = (word: string): number => logits[wordId(word)]!;
  const free = likeliest(VOCABULARY, logitOf);
  if (!guide.has(free)) return free;
  const unsaid = [...guide.keys()].filter((tag) => !said.includes(tag));
  return likeliest(unsaid, (tag) => logitOf(tag) + guide.get(tag)!);
}

function likeliest(words: readonly string[], logit: (word: string) => number): string {
  let best = words[0]!;
  for (const word of words) if (logit(word) > logit(best)) best = word;
  return best;
}
