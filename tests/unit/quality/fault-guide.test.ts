import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PossibleFault } from '../../../src/quality/fault-guide';
import { faultGuide, guided, someFault } from '../../../src/quality/fault-guide';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const faults: fc.Arbitrary<PossibleFault[]> = fc
  .array(fc.record({ probability: share, lowers: share }), { minLength: 1, maxLength: 8 })
  .map((each) => each.map((fault, i) => ({ ...fault, tag: `tag-${i}` })));

describe('the guide of a rationale', () => {
  it('knows that something is wrong at least as surely as of any one fault, and never beyond certainty', () => {
    fc.assert(
      fc.property(faults, (all) => {
        const some = someFault(all);
        expect(some).toBeLessThanOrEqual(1);
        for (const { probability, lowers } of all) expect(some).toBeGreaterThanOrEqual(probability * lowers - 1e-12);
      }),
    );
  });

  it('names first what most likely lowers the dimension, not what is most likely there', () => {
    const noise = { tag: 'noise', probability: 0.9, lowers: 0.1 };
    const shake = { tag: 'shake', probability: 0.4, lowers: 0.9 };
    expect(faultGuide([noise, shake], 0.5).order).toEqual(['shake', 'noise']);
  });

  it('speaks from its threshold on', () => {
    const half = [{ tag: 'shake', probability: 0.5, lowers: 1 }];
    expect([0.4, 0.5, 0.6].map((from) => faultGuide(half, from).speaks)).toEqual([true, true, false]);
  });

  it('leaves the word for nothing or those that begin a fault, the best fault unsaid, and all of what it knows nothing of', () => {
    const order = ['shake', 'noise', 'blur'];
    const begin = ['severe', 'clear', 'nothing'];
    expect(guided(begin, 'nothing', { speaks: true, order })).toEqual(['severe', 'clear']);
    expect(guided(begin, 'nothing', { speaks: false, order })).toEqual(['nothing']);
    expect(guided(['blur', 'noise'], 'nothing', { speaks: true, order })).toEqual(['noise']);
    expect(guided(['left', 'right'], 'nothing', { speaks: true, order })).toEqual(['left', 'right']);
    expect(guided(['never heard of'], 'nothing', { speaks: true, order })).toEqual(['never heard of']);
  });
});
