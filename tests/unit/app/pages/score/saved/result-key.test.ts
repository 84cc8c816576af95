import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_CHOICES, toScoreOptions } from '../../../../../../src/app/pages/score/choices';
import { contentHash } from '../../../../../../src/app/pages/score/saved/content-hash';
import { resultKey } from '../../../../../../src/app/pages/score/saved/result-key';

const plain = toScoreOptions(DEFAULT_CHOICES, false);
const keyOf = (change: Partial<typeof DEFAULT_CHOICES>): string =>
  resultKey('content', 'model', toScoreOptions({ ...DEFAULT_CHOICES, ...change }, false));

describe('the name of a saved result', () => {
  it('differs with the content, the model and every option that affects the scores', () => {
    const keys = [
      resultKey('content', 'model', plain),
      resultKey('other', 'model', plain),
      resultKey('content', 'other', plain),
      resultKey('content', 'model', { ...plain, prompt: { text: 'A red fox.', source: 'typed' } }),
      resultKey('content', 'model', { ...plain, prompt: { text: 'A boat, a lake/sea.', source: 'typed' } }),
      keyOf({ ratePerSecond: 2 }),
      keyOf({ frameSimilarity: 0.8 }),
      keyOf({ patchCosine: 0.5 }),
      keyOf({ measure: 'luma' }),
      keyOf({ measure: 'luma', lumaDifference: 12 }),
      keyOf({ provider: 'wasm' }),
      resultKey('content', 'model', { ...plain, prompt: { text: 'a cat', source: 'typed' } }),
      resultKey('content', 'model', { ...plain, prompt: { text: 'a dog', source: 'typed' } }),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('does not depend on the order of the options, nor on rationales', () => {
    const turned = Object.fromEntries(Object.entries(plain).toReversed());
    expect(resultKey('content', 'model', turned)).toBe(resultKey('content', 'model', plain));
    expect(resultKey('content', 'model', { ...plain, explain: true })).toBe(resultKey('content', 'model', plain));
  });

  it('does not depend on the threshold of the other measure', () => {
    expect(keyOf({ lumaDifference: 30 })).toBe(keyOf({}));
    expect(keyOf({ measure: 'luma', patchCosine: 0.1 })).toBe(keyOf({ measure: 'luma' }));
  });
});

describe('the content hash', () => {
  const PIECE = 8 * 2 ** 20;
  const hash = (bytes: Uint8Array<ArrayBuffer>) => contentHash(new Blob([bytes]));

  it('is the same for the same bytes and another for a byte changed anywhere, beyond the first piece too', async () => {
    const bytes = new Uint8Array(2 * PIECE + 5);
    const first = await hash(bytes);
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(await hash(bytes.slice())).toBe(first);
    for (const at of [0, PIECE - 1, PIECE, 2 * PIECE + 4]) {
      const other = bytes.slice();
      other[at] = 1;
      expect(await hash(other)).not.toBe(first);
    }
  });

  it('differs for files that differ in length only', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(200), fc.nat(200), async (a, b) => {
        const same = (await hash(new Uint8Array(a))) === (await hash(new Uint8Array(b)));
        expect(same).toBe(a === b);
      }),
    );
  });

  it('is absent where the file cannot be read or the run was cancelled', async () => {
    const gone = { size: 5, slice: () => ({ arrayBuffer: () => Promise.reject(new Error('gone')) }) };
    expect(await contentHash(gone as unknown as Blob)).toBeUndefined();
    expect(await contentHash(new Blob(['x']), AbortSignal.abort())).toBeUndefined();
  });
});
