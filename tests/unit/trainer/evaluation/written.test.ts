import { describe, expect, it } from 'vitest';
import { END } from '../../../../src/quality/vocabulary';
import { TRAINED_DIMENSIONS } from '../../../../src/corpus/clip';
import type { RationaleGuide } from '../../../../src/trainer/evaluation/rationale-guide';
import { writeAnswers } from '../../../../src/trainer/evaluation/written';
import type { Question, ReadWindow } from '../../../../src/trainer/exported/session';
import { ARTIFACTS, MAX_LENGTH, PROMPT_WORDS, VOCABULARY, wordId } from '../../../../src/trainer/network/shape';

/** A model whose next word is given by `say`. */
function speaking(say: (words: readonly string[]) => string, asked: Question[] = []): ReadWindow {
  return {
    artifacts: new Float32Array(0),
    logits: (question) => {
      asked.push(question);
      const length = question.words[0]!.length;
      const logits = new Float32Array(question.words.length * length * VOCABULARY.length);
      question.words.forEach((ids, row) => {
        const next = wordId(say(ids.map((id) => VOCABULARY[id]!)));
        logits[((row + 1) * length - 1) * VOCABULARY.length + next] = 1;
      });
      return Promise.resolve(logits);
    },
  };
}

/** Blur lowers motion quality half as often as noise does; no other artifact lowers anything. */
const guide = (speakFrom: number): RationaleGuide => ({
  speakFrom,
  nameFrom: 0.3,
  lowers: Object.fromEntries(
    TRAINED_DIMENSIONS.map((id) => [
      id,
      ARTIFACTS.map((tag) => (id === 'motion-quality' ? ({ blur: 0.45, noise: 0.9 }[tag] ?? 0) : 0)),
    ]),
  ),
});

describe('answers of the exported files', () => {
  it('are written word by word until each has ended', async () => {
    const asked: Question[] = [];
    const script = ['Good', '<think>', 'nothing', '</think>', END];
    const answers = await writeAnswers(
      speaking((words) => {
        const at = words.length - PROMPT_WORDS;
        return words[1] === 'visual-quality' && at === 1 ? END : script[at]!;
      }, asked),
    );
    expect(answers.map(({ id }) => id)).toEqual([...TRAINED_DIMENSIONS]);
    for (const { id, words } of answers) expect(words).toEqual(id === 'visual-quality' ? ['Good', END] : script);
    expect(asked.map(({ words }) => words.length)).toEqual([8, 8, 7, 7, 7]);
    // Motion uses fast tokens only.
    expect(asked[0]!.slowAllowed[0]).toBe(0);
    expect(asked[0]!.fastAllowed).toEqual(TRAINED_DIMENSIONS.map(() => 1));
  });

  it('name the artifact that most probably lowers the dimension where the decoder names any, each once', async () => {
    const artifacts = Float32Array.from(ARTIFACTS, (tag) => ({ blur: 0.9, noise: 0.6 })[tag] ?? 0.01);
    const script = [
      'Poor',
      '<think>',
      'clear',
      'shake',
      'left',
      'late',
      'slight',
      'shake',
      'left',
      'late',
      '</think>',
      END,
    ];
    const say = (words: readonly string[]): string =>
      words.at(-1) === '</think>' ? END : script[words.length - PROMPT_WORDS]!;
    const window = { ...speaking(say), artifacts };
    const [first, ...others] = await writeAnswers(window, guide(0.5));
    expect(first!.words).toEqual(script.map((word, at) => (at === 3 ? 'noise' : at === 7 ? 'blur' : word)));
    // Only the likeliest artifact, where no other is likely enough.
    const alone = await writeAnswers(window, { ...guide(0.5), nameFrom: 0.5 });
    expect(alone[0]!.words).toEqual([...first!.words.slice(0, 6), '</think>', END]);
    // Nothing lowers the others.
    expect(others.map(({ words }) => words[2])).toEqual(others.map(() => 'nothing'));
  });

  it('stop at the maximum length', async () => {
    const answers = await writeAnswers(speaking(() => 'Good'));
    for (const { words } of answers) expect(words).toHaveLength(MAX_LENGTH - PROMPT_WORDS);
  });
});
