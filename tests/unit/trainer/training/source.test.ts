import { describe, expect, it } from 'vitest';
import type { PackedClip, Split } from '../../../../src/corpus/clip';
import { contentsOf } from '../../../../src/trainer/training/source';
import type { StoredSource } from '../../../../src/trainer/training/stored-source';
import { withTestsOf, withPartnersOf } from '../../../../src/trainer/training/stored-source';
import { UNITS, randomClip } from '../clips';

const closed: string[] = [];

/** Clips of random tokens, different for each name. */
function stored(name: string, count: number): StoredSource {
  const clips = (split: Split): PackedClip[] =>
    Array.from({ length: count }, (_, i) => randomClip(`${name}/${split}/${i}`, split));
  const splits = { train: clips('train'), validation: clips('validation'), test: clips('test') };
  return {
    units: UNITS,
    labels: (split) => splits[split].map(({ label }) => label),
    clip: (split, index) => splits[split][index]!,
    close: () => closed.push(name),
  };
}

describe('a source with the test split of another', () => {
  const own = stored('own', 6);
  const tests = stored('tests', 4);
  const both = withTestsOf(own, tests);

  it('has its own training and validation clips and the test clips of the other', () => {
    for (const split of ['train', 'validation'] as const) {
      expect(both.labels(split)).toEqual(own.labels(split));
      expect(both.clip(split, 1)).toBe(own.clip(split, 1));
    }
    expect(both.labels('test')).toEqual(tests.labels('test'));
    tests.labels('test').forEach((_, index) => expect(both.clip('test', index)).toBe(tests.clip('test', index)));
  });

  it('closes both', () => {
    both.close();
    expect(closed).toEqual(['own', 'tests']);
  });
});

describe('a source with matched pairs', () => {
  const own = stored('own', 6);
  const named = (source: StoredSource): StoredSource => ({
    ...source,
    labels: (split) => source.labels(split).map((label, index) => ({ ...label, id: `${split}/${index}` })),
  });
  const partners = named(stored('partners', 4));

  it('returns the clip at the same place, and none beyond the end', () => {
    const source = withPartnersOf(named(own), partners);
    for (const split of ['train', 'validation', 'test'] as const) {
      expect([0, 1, 2, 3, 4, 5].map((index) => source.partner!(split, index))).toEqual([
        ...[0, 1, 2, 3].map((index) => partners.clip(split, index)),
        undefined,
        undefined,
      ]);
      expect(source.clip(split, 1)).toBe(own.clip(split, 1));
    }
  });

  it('returns no clip with another id', () => {
    const source = withPartnersOf(own, partners);
    expect(source.partner!('train', 0)).toBeUndefined();
  });
});

it('counts every content once over all splits', () => {
  const source = stored('any', 3);
  const labels = (['train', 'validation', 'test'] as const).flatMap((split) => source.labels(split));
  expect(contentsOf(source)).toBe(new Set(labels.map(({ content }) => content)).size);
  const one = { ...source, labels: () => labels.map((label) => ({ ...label, content: 'the same' })) };
  expect(contentsOf(one)).toBe(1);
});
