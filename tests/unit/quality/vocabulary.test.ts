import { describe, expect, it } from 'vitest';
import { DIMENSIONS } from '../../../src/quality/dimensions';
import { FIVE_RATINGS, NINE_LEVELS } from '../../../src/quality/levels';
import { TAGS } from '../../../src/quality/tags';
import { END, PAD, buildVocabulary, promptOf } from '../../../src/quality/vocabulary';

describe('the vocabulary', () => {
  const words = buildVocabulary();

  it('starts with the padding word, so that id 0 is padding', () => {
    expect(words[0]).toBe(PAD);
    expect(words[1]).toBe(END);
  });

  it('holds every word once', () => {
    expect(new Set(words).size).toBe(words.length);
  });

  it('holds every prompt, every level of both scales and every tag', () => {
    for (const dimension of DIMENSIONS) {
      for (const word of promptOf(dimension.id)) expect(words).toContain(word);
    }
    for (const level of [...NINE_LEVELS, ...FIVE_RATINGS]) expect(words).toContain(level.word);
    for (const tag of TAGS) expect(words).toContain(tag.id);
  });

  it('asks with the profile first and the dimension second', () => {
    expect(promptOf('motion-quality')).toEqual(['<ultravqa>', 'motion-quality']);
    expect(promptOf('visual-quality')).toEqual(['<q-save>', 'visual-quality']);
  });

  it('is the same list every time', () => {
    expect(buildVocabulary()).toEqual(words);
  });
});
