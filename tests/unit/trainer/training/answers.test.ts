import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Observations } from '../../../../src/quality/rationale';
import { MAX_ARTIFACTS, rationaleWords } from '../../../../src/quality/rationale';
import { TAGS } from '../../../../src/quality/tags';
import { AMPLITUDES, REGIONS, SEVERITIES, SPANS } from '../../../../src/quality/vocabulary';
import { TRAINED_DIMENSIONS } from '../../../../src/corpus/clip';
import { MAX_LENGTH, PROMPT_WORDS, VOCABULARY, levelsOfDimension } from '../../../../src/trainer/network/shape';
import { answerWords, ratingPlace, readAnswer } from '../../../../src/trainer/training/answers';
import { orientRegion, turnWords, uprightRegion } from '../../../../src/trainer/training/regions';
import { isRight, rewardOf } from '../../../../src/trainer/training/reward';

const artifact = fc.record({
  severity: fc.constantFrom(...SEVERITIES),
  tag: fc.constantFrom(...TAGS.map(({ id }) => id)),
  region: fc.constantFrom(...REGIONS),
  span: fc.constantFrom(...SPANS),
});
const observations: fc.Arbitrary<Observations> = fc.oneof(
  fc.record({ kind: fc.constant('artifacts' as const), artifacts: fc.array(artifact, { maxLength: MAX_ARTIFACTS }) }),
  fc.record({ kind: fc.constant('amplitude' as const), amplitude: fc.constantFrom(...AMPLITUDES) }),
);
const dimension = fc.constantFrom(...TRAINED_DIMENSIONS);
const rung = fc.nat({ max: 4 });

describe('an answer', () => {
  it('is read back from its rationale-first words', () => {
    fc.assert(
      fc.property(dimension, observations, rung, (id, said, index) => {
        const rating = levelsOfDimension(id)[index]!;
        const words = answerWords(id, 'rationale-first', rating.word, rationaleWords(said)).slice(PROMPT_WORDS);
        expect(readAnswer(id, words)).toEqual({
          rating,
          rationale: rationaleWords(said),
          observations: said,
          wellFormed: true,
        });
      }),
    );
  });

  it('has the same words in both forms, the rating at `ratingPlace`, and fits the decoder', () => {
    fc.assert(
      fc.property(dimension, observations, rung, (id, said, index) => {
        const { word } = levelsOfDimension(id)[index]!;
        const rationale = rationaleWords(said);
        const forms = (['rationale-first', 'rating-first'] as const).map((form) => {
          const words = answerWords(id, form, word, rationale);
          expect(words[ratingPlace(form, rationale)]).toBe(word);
          expect(words.length).toBeLessThanOrEqual(MAX_LENGTH);
          return words.toSorted();
        });
        expect(forms[0]).toEqual(forms[1]);
      }),
    );
  });

  it('never throws for any words, and is well-formed in the form only', () => {
    fc.assert(
      fc.property(dimension, fc.array(fc.constantFrom(...VOCABULARY), { maxLength: 16 }), (id, words) => {
        const { rating, rationale, wellFormed } = readAnswer(id, words);
        if (!wellFormed) return;
        expect(answerWords(id, 'rationale-first', rating!.word, rationale!).slice(PROMPT_WORDS)).toEqual(words);
      }),
    );
  });

  it('is not well-formed without end, without rationale or with a rating of the other scale', () => {
    const wellFormed = (...words: string[]) => readAnswer('visual-quality', words).wellFormed;
    expect(wellFormed('<think>', 'nothing', '</think>', 'Fair', '<end>')).toBe(true);
    expect(wellFormed('<think>', 'nothing', '</think>', 'Fair')).toBe(false);
    expect(wellFormed('Fair', '<end>')).toBe(false);
    expect(wellFormed('<think>', '</think>', 'Fair', '<end>')).toBe(false);
    expect(wellFormed('<think>', 'nothing', '</think>', 'Subpar', '<end>')).toBe(false);
    expect(readAnswer('visual-quality', ['Fair', '<end>']).rating?.score).toBe(3);
  });
});

describe('the reward', () => {
  const said = (id: 'visual-quality' | 'motion-quality', ...words: string[]) => readAnswer(id, words);

  it('is 1 for the rating word of the MOS plus 0.5 for the form, where ratings are words', () => {
    const form = ['<think>', 'nothing', '</think>'];
    expect(rewardOf('visual-quality', said('visual-quality', ...form, 'Fair', '<end>'), 3)).toBe(1.5);
    expect(rewardOf('visual-quality', said('visual-quality', 'Fair', '<end>'), 3)).toBe(1);
    expect(rewardOf('visual-quality', said('visual-quality', ...form, 'Good', '<end>'), 3)).toBe(0.5);
    expect(rewardOf('visual-quality', said('visual-quality', '<end>'), 3)).toBe(0);
  });

  it('grows towards the MOS where ratings are half steps', () => {
    expect(rewardOf('motion-quality', said('motion-quality', 'Acceptable', '<end>'), 3)).toBe(6);
    expect(rewardOf('motion-quality', said('motion-quality', 'Subpar', '<end>'), 3)).toBe(4.5);
    expect(rewardOf('motion-quality', said('motion-quality', '<end>'), 3)).toBe(0);
  });

  it('counts a rating as right exactly where R_acc is 1', () => {
    expect(isRight('visual-quality', 'Poor', 1.9)).toBe(true);
    expect(isRight('visual-quality', 'Bad', 1.8)).toBe(true);
    expect(isRight('motion-quality', 'Terrible', 1.6)).toBe(true);
    expect(isRight('motion-quality', 'Poor', 1.6)).toBe(false);
  });
});

describe('regions of a turned picture', () => {
  const orientation = fc.record({
    mirrorX: fc.boolean(),
    mirrorY: fc.boolean(),
    transpose: fc.boolean(),
    channels: fc.constant([0, 1, 2] as const),
  });

  it('are restored by the inverse; other words stay', () => {
    fc.assert(
      fc.property(orientation, fc.array(fc.constantFrom(...VOCABULARY)), (turned, words) => {
        const there = turnWords(words, (region) => orientRegion(region, turned));
        expect(turnWords(there, (region) => uprightRegion(region, turned))).toEqual(words);
      }),
    );
  });
});
