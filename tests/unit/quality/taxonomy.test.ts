import { describe, expect, it } from 'vitest';
import { dimension, DIMENSIONS, dimensionsOf } from '../../../src/quality/dimensions';
import { tag, TAGS } from '../../../src/quality/tags';

describe('the dimensions', () => {
  it('are the five of UltraVQA and the three of Q-Save with its overall score', () => {
    expect(dimensionsOf('ultravqa').map((d) => d.name)).toEqual([
      'Motion quality',
      'Motion amplitude',
      'Aesthetic quality',
      'Content quality',
      'Clarity quality',
    ]);
    expect(dimensionsOf('q-save').map((d) => d.name)).toEqual([
      'Visual quality',
      'Dynamic quality',
      'Text alignment',
      'Overall quality',
    ]);
  });

  it('need the prompt for text alignment only', () => {
    expect(DIMENSIONS.filter((d) => d.needsText).map((d) => d.id)).toEqual(['text-alignment']);
  });

  it('are found by id', () => {
    for (const d of DIMENSIONS) expect(dimension(d.id)).toBe(d);
  });
});

describe('the tags', () => {
  it('have unique ids and words, and belong to a known dimension', () => {
    expect(new Set(TAGS.map((t) => t.id)).size).toBe(TAGS.length);
    expect(new Set(TAGS.map((t) => t.words)).size).toBe(TAGS.length);
    for (const t of TAGS) expect(dimension(t.dimension).id).toBe(t.dimension);
  });

  it('are found by id, and an unknown id is refused by name', () => {
    for (const t of TAGS) expect(tag(t.id)).toBe(t);
    expect(() => tag('sparkles')).toThrow('sparkles');
  });
});
