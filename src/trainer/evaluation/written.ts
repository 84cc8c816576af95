import type { ArtifactGuide } from '../../quality';
import { END, NOTHING, SEVERITIES, SPANS, THINK, THINK_END, guided, promptOf } from '../../quality';
import type { TrainedDimension } from '../../corpus';
import { TRAINED_DIMENSIONS } from '../../corpus';
import type { ReadWindow } from '../exported/session';
import { MAX_LENGTH, PATHWAYS, VOCABULARY, wordId } from '../network/shape';
import type { RationaleGuide } from './rationale-guide';
import { guideOf } from './rationale-guide';
import type { WrittenAnswer } from './rationales';

/**
 * The exported files' answers to every dimension's prompt for a window, written greedily: unlike scoring, no grammar
 * applies. Where the next word starts the list of artifacts, or is an artifact, the guide limits the choice
 * (quality/artifact-guide.ts). An answer ends with `<end>` or at MAX_LENGTH.
 */
export async function writeAnswers(window: ReadWindow, rationale?: RationaleGuide): Promise<WrittenAnswer[]> {
  const guides = new Map(TRAINED_DIMENSIONS.map((id) => [id, rationale && guideOf(rationale, id, window.artifacts)]));
  const answers = TRAINED_DIMENSIONS.map((id) => ({ id, words: new Array<string>() }));
  for (;;) {
    // All open answers have the same number of words, so they make one batch.
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

/** Words that can begin a rationale, end an artifact, and follow one. */
const BEGINNINGS: readonly string[] = [...SEVERITIES, NOTHING];
const ARTIFACT_ENDS: readonly string[] = SPANS;
const SEQUELS: readonly string[] = [...SEVERITIES, THINK_END];

function nextWord(logits: Float32Array, guide: ArtifactGuide | undefined, words: readonly string[]): string {
  const logitOf = (word: string): number => logits[wordId(word)]!;
  const free = likeliest(VOCABULARY, logitOf);
  if (guide === undefined) return free;
  const among = (choices: readonly string[]): string => likeliest(guided(choices, words, guide), logitOf);
  if (words.at(-1) === THINK && BEGINNINGS.includes(free)) return among(BEGINNINGS);
  if (ARTIFACT_ENDS.includes(words.at(-1)!) && SEQUELS.includes(free)) return among(SEQUELS);
  return guide.order.includes(free) ? among(guide.order) : free;
}

function likeliest(words: readonly string[], logit: (word: string) => number): string {
  let best = words[0]!;
  for (const word of words) if (logit(word) > logit(best)) best = word;
  return best;
}
