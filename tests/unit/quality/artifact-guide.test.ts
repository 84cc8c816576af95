import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PossibleArtifact } from '../../../src/quality/artifact-guide';
import { artifactGuide, guided, someArtifact } from '../../../src/quality/artifact-guide';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const artifacts: fc.Arbitrary<PossibleArtifact[]> = fc
  .array(fc.record({ probability: share, lowers: share }), { minLength: 1, maxLength: 8 })
  .map((each) => each.map((artifact, i) => ({ ...artifact, tag: `tag-${i}` })));

describe('the guide of a rationale', () => {
  it('gives any artifact at least the probability of each one, and at most 1', () => {
    fc.assert(
      fc.property(artifacts, (all) => {
        const some = someArtifact(all);
        expect(some).toBeLessThanOrEqual(1);
        for (const { probability, lowers } of all) expect(some).toBeGreaterThanOrEqual(probability * lowers - 1e-12);
      }),
    );
  });

  it('orders artifacts by the probability of lowering the dimension, not of being present', () => {
    const noise = { tag: 'noise', probability: 0.9, lowers: 0.1 };
    const shake = { tag: 'shake', probability: 0.4, lowers: 0.9 };
    expect(artifactGuide([noise, shake], { nameAnyFrom: 0.5, nameFrom: 0.5 }).order).toEqual(['shake', 'noise']);
  });

  it('names artifacts from its threshold on', () => {
    const half = [{ tag: 'shake', probability: 0.5, lowers: 1 }];
    const namesAny = (nameAnyFrom: number): boolean => artifactGuide(half, { nameAnyFrom, nameFrom: 0.5 }).namesAny;
    expect([0.4, 0.5, 0.6].map(namesAny)).toEqual([true, true, false]);
  });

  it('names other artifacts from the threshold on, up to the limit of a rationale', () => {
    const all = [0.2, 0.6, 0.5, 0.3].map((probability, i) => ({ tag: `tag-${i}`, probability, lowers: 1 }));
    const counts = [0.1, 0.3, 0.5, 0.9].map((nameFrom) => artifactGuide(all, { nameAnyFrom: 0.5, nameFrom }).count);
    expect(counts).toEqual([3, 3, 2, 1]);
  });

  it('keeps `nothing` or the words that begin an artifact, the likeliest unnamed artifact, and all unknown words', () => {
    const guide = { namesAny: true, order: ['shake', 'noise', 'blur'], count: 2 };
    const begin = ['severe', 'clear', 'nothing'];
    expect(guided(begin, ['<think>'], guide)).toEqual(['severe', 'clear']);
    expect(guided(begin, ['<think>'], { ...guide, namesAny: false })).toEqual(['nothing']);
    expect(guided(['blur', 'noise', 'shake'], ['clear'], guide)).toEqual(['shake']);
    expect(guided(['blur', 'noise', 'shake'], ['clear', 'shake', 'left', 'late', 'slight'], guide)).toEqual(['noise']);
    expect(guided(['left', 'right'], [], guide)).toEqual(['left', 'right']);
    expect(guided(['unknown'], [], guide)).toEqual(['unknown']);
  });

  it('ends after the counted number of artifacts', () => {
    const guide = { namesAny: true, order: ['shake', 'noise', 'blur'], count: 2 };
    const next = ['severe', 'clear', '</think>'];
    const one = ['<think>', 'clear', 'shake', 'left', 'late'];
    expect(guided(next, one, guide)).toEqual(['severe', 'clear']);
    expect(guided(next, [...one, 'clear', 'noise', 'left', 'late'], guide)).toEqual(['</think>']);
    expect(guided(['</think>'], one, guide)).toEqual(['</think>']);
  });
});
