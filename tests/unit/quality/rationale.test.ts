import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Artifact, Observations } from '../../../src/quality/rationale';
import {
  MAX_RATIONALE_WORDS,
  allowedNext,
  amplitudeOf,
  parseRationale,
  rationaleWords,
  verbalise,
  verbaliseSoFar,
} from '../../../src/quality/rationale';
import { TAGS } from '../../../src/quality/tags';
import { AMPLITUDES, REGIONS, SEVERITIES, SPANS, buildVocabulary } from '../../../src/quality/vocabulary';

const artifact: fc.Arbitrary<Artifact> = fc.record({
  severity: fc.constantFrom(...SEVERITIES),
  tag: fc.constantFrom(...TAGS.map((each) => each.id)),
  region: fc.constantFrom(...REGIONS),
  span: fc.constantFrom(...SPANS),
});
const observations: fc.Arbitrary<Observations> = fc.oneof(
  fc.array(artifact, { maxLength: 3 }).map((artifacts): Observations => ({ kind: 'artifacts', artifacts })),
  fc.constantFrom(...AMPLITUDES).map((amplitude): Observations => ({ kind: 'amplitude', amplitude })),
);

describe('a rationale', () => {
  it('is equal after being written as words and parsed', () => {
    fc.assert(
      fc.property(observations, (said) => {
        const words = rationaleWords(said);
        expect(words.length).toBeLessThanOrEqual(MAX_RATIONALE_WORDS);
        expect(parseRationale(words)).toEqual(said);
      }),
    );
  });

  it('uses words of the vocabulary only', () => {
    const known = new Set(buildVocabulary());
    fc.assert(fc.property(observations, (said) => rationaleWords(said).every((word) => known.has(word))));
  });

  it('names at most three artifacts', () => {
    const one: Artifact = { severity: 'clear', tag: 'blur', region: 'everywhere', span: 'throughout' };
    expect(rationaleWords({ kind: 'artifacts', artifacts: [one, one, one, one] })).toHaveLength(MAX_RATIONALE_WORDS);
  });

  it('is refused when it is truncated, untagged or out of order', () => {
    for (const words of [
      [],
      ['<think>'],
      ['<think>', '</think>'],
      ['nothing'],
      ['<think>', 'nothing'],
      ['<think>', 'clear', 'blur', '</think>'],
      ['<think>', 'blur', 'clear', 'everywhere', 'throughout', '</think>'],
      ['<think>', 'clear', 'no-such-tag', 'everywhere', 'throughout', '</think>'],
    ]) {
      expect(parseRationale(words), words.join(' ')).toBeUndefined();
    }
  });

  it('stays inside the grammar when each word is picked among those allowed next', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('clarity-quality' as const, 'motion-amplitude' as const),
        fc.infiniteStream(fc.nat()),
        (id, choices) => {
          const words: string[] = [];
          for (let allowed = allowedNext(id, words); allowed.length > 0; allowed = allowedNext(id, words)) {
            words.push(allowed[choices.next().value! % allowed.length]!);
          }
          expect(parseRationale(words)).toBeDefined();
        },
      ),
    );
  });

  it('grows word by word into its sentence, except for the "and" before the last artifact', () => {
    fc.assert(
      fc.property(observations, (said) => {
        const words = rationaleWords(said);
        const grown = words.map((_, count) => verbaliseSoFar('clarity-quality', words.slice(0, count + 1)));
        const whole = verbalise('clarity-quality', said);
        expect(grown.at(-1)).toBe(whole);
        grown.slice(1, -1).forEach((text, at) => expect(text.startsWith(grown[at]!)).toBe(true));
        const artifacts = said.kind === 'artifacts' ? said.artifacts.length : 0;
        if (artifacts < 2) expect(whole.startsWith(grown.at(-2)!)).toBe(true);
      }),
    );
  });

  it('omits an artifact before it is named, and stops where the grammar is broken', () => {
    const soFar = (...words: readonly string[]): string => verbaliseSoFar('clarity-quality', ['<think>', ...words]);
    expect(verbaliseSoFar('clarity-quality', [])).toBe('');
    expect(soFar()).toBe('');
    expect(soFar('clear')).toBe('What lowers clarity quality most:');
    expect(soFar('clear', 'blur', 'left')).toBe('What lowers clarity quality most: blur (clear, on the left');
    expect(soFar('clear', 'no-such-tag')).toBe('What lowers clarity quality most:');
  });

  it('reads as plain English', () => {
    expect(
      verbalise('clarity-quality', {
        kind: 'artifacts',
        artifacts: [
          { severity: 'severe', tag: 'blur', region: 'everywhere', span: 'throughout' },
          { severity: 'slight', tag: 'noise', region: 'left', span: 'early' },
        ],
      }),
    ).toBe(
      'What lowers clarity quality most: blur (severe, all over the picture, throughout) and noise (slight, on the left, early on).',
    );
    expect(verbalise('visual-quality', { kind: 'artifacts', artifacts: [] })).toBe(
      'Nothing was found that lowers visual quality.',
    );
    expect(verbalise('motion-amplitude', { kind: 'amplitude', amplitude: 'large' })).toBe('A lot moves, and far.');
  });

  it('goes from still to large with the amplitude score', () => {
    expect([1, 2, 3, 4.5].map(amplitudeOf)).toEqual(['still', 'small', 'moderate', 'large']);
  });
});
