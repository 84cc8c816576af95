import type { ArtifactGuide } from '../../quality';
import { END, NOTHING, SEVERITIES, SPANS, THINK, THINK_END, guided, promptOf } from '../../quality';
import type { TrainedDimension } from '../../corpus';
import { TRAINED_DIMENSIONS } from '../../corpus';
import type { ReadWindow } from '../export/session';
import { MAX_LENGTH, PATHWAYS, VOCABULARY, wordId } from '../network/shape';
import type { RationaleGuide } from './rationale-guide';
import { guideOf } from './rationale-guide';
import type { WrittenAnswer } from './rationales';

/**
 * What the exported files say of a window to every dimension's prompt, the likeliest word of the whole vocabulary each
 * time: no grammar holds them, as it does where a video is scored. Where that word begins the faults, or is one, the
 * guide narrows what it may be (quality/fault-guide.ts). An answer ends with `<end>` or where its room does.
 */
export async function writeAnswers(window: ReadWindow, rationale?: RationaleGuide): Promise<WrittenAnswer[]> {
  const guides = new Map(TRAINED_DIMENSIONS.map((id) => [id, rationale && guideOf(rationale, id, window.artifacts)]));
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
    open.forEach(({ id, words }, row) => {
      const from = ((row + 1) * length - 1) * VOCABULARY.length;
      words.push(nextWord(logits.subarray(from, from + VOCABULARY.length), guides.get(id), words));
    });
  }
}

function allowed(pathway: 'fast' | 'slow', ids: readonly TrainedDimension[]): number[] {
  return ids.map((id) => (PATHWAYS[id].includes(pathway) ? 1 : 0));
}

/** Words that may begin a rationale; that end a fault; that may follow one. */
const BEGINNINGS: readonly string[] = [...SEVERITIES, NOTHING];
const ARTIFACT_ENDS: readonly string[] = SPANS;
const SEQUELS: readonly string[] = [...SEVERITIES, THINK_END];

function nextWord(logits: Float32Array, guide: ArtifactGuide | undefined, said: readonly string[]): string {
  const logitOf = (word: string): number => logits[wordId(word)]!;
  const free = likeliest(VOCABULARY, logitOf);
  if (guide === undefined) return free;
  const among = (choices: readonly string[]): string => likeliest(guided(choices, said, guide), logitOf);
  if (said.at(-1) === THINK && BEGINNINGS.includes(free)) return among(BEGINNINGS);
  if (ARTIFACT_ENDS.includes(said.at(-1)!) && SEQUELS.includes(free)) return among(SEQUELS);
  return guide.order.includes(free) ? among(guide.order) : free;
}

function likeliest(words: readonly string[], logit: (word: string) => number): string {
  let best = words[0]!;
  for (const word of words) if (logit(word) > logit(best)) best = word;
  return best;
}
