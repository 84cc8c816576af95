import { describe, expect, test } from 'vitest';
import { fail, ok } from '../../../src/base/result';
import type { EncodedWindow, LevelDistribution } from '../../../src/judges/compact/quality-model';
import type { DimensionId } from '../../../src/quality/dimensions';
import type { RationaleWords } from '../../../src/scoring/explainer';
import { createExplainer } from '../../../src/scoring/explainer';

const distribution = (id: DimensionId): LevelDistribution => ({
  id,
  profile: 'ultravqa',
  levels: [],
  probabilities: [],
});
const BOTH: readonly LevelDistribution[] = [distribution('motion-quality'), distribution('clarity-quality')];
const WORDS = ['Poor', '<think>', 'nothing', '</think>'];

/** Encoded windows that write WORDS about everything, their own name behind; `released` and `explained` count. */
function rig() {
  const released: string[] = [];
  const explained: string[] = [];
  const window = (name: string): EncodedWindow => ({
    judge: async () => ok([]),
    artifacts: async () => ok([]),
    async explain(distributions, onWords) {
      explained.push(`${name}: ${distributions.map(({ id }) => id).join(' ')}`);
      for (let count = 2; count <= WORDS.length; count++) {
        const told = await onWords?.(distributions.map(() => [...WORDS.slice(0, count), name]));
        if (told?.ok === false) return told;
      }
      return ok(distributions.map(() => [...WORDS, name]));
    },
    release: () => released.push(name),
  });
  return { window, released, explained };
}

describe('an explainer', () => {
  test('writes about each dimension by its own window alone, word by word', async () => {
    const { window, explained, released } = rig();
    const explainer = createExplainer();
    for (const name of ['a', 'b', 'c']) await explainer.add(window(name), BOTH);
    const seen: (readonly RationaleWords[])[] = [];
    const written = await explainer.write(
      new Map([
        ['motion-quality', 2],
        ['clarity-quality', 0],
      ]),
      { onWords: (rationaleWords) => seen.push(rationaleWords) },
    );
    expect(explained).toEqual(['c: motion-quality', 'a: clarity-quality']);
    const finished = { id: 'motion-quality', words: [...WORDS, 'c'] };
    expect(written).toEqual(ok([finished, { id: 'clarity-quality', words: [...WORDS, 'a'] }]));
    expect(seen[0]).toEqual([{ id: 'motion-quality', words: ['Poor', '<think>', 'c'] }]);
    // What is written stays while the next is being written.
    expect(seen.slice(3).every(([first]) => first!.words.length === finished.words.length)).toBe(true);
    explainer.release();
    expect(released).toEqual(['a', 'b', 'c']);
  });

  test('keeps no more windows than it may, explains the others ahead, and says the same', async () => {
    const few = rig();
    const many = rig();
    const windows = new Map<DimensionId, number>([
      ['motion-quality', 0],
      ['clarity-quality', 3],
    ]);
    const written = [];
    for (const [{ window }, mostKept] of [[few, 2] as const, [many, 64] as const]) {
      const explainer = createExplainer(mostKept);
      for (const name of ['a', 'b', 'c', 'd']) await explainer.add(window(name), BOTH);
      written.push(await explainer.write(windows, {}));
    }
    expect(few.released).toEqual(['a', 'b']);
    expect(many.released).toEqual([]);
    expect(written[0]).toEqual(written[1]);
  });

  test('stops between two words when it is cancelled', async () => {
    const { window } = rig();
    const explainer = createExplainer();
    await explainer.add(window('a'), BOTH);
    const stop = new AbortController();
    let told = 0;
    const written = await explainer.write(new Map([['motion-quality', 0]]), {
      signal: stop.signal,
      // As a message that comes in: not within the turn of a word.
      onWords: () => void (++told === 2 && setTimeout(() => stop.abort())),
    });
    expect(written).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(told).toBe(2);
  });

  test('passes on the failure of a window that it explains ahead', async () => {
    const { window } = rig();
    const explainer = createExplainer(0);
    const broken = { ...window('a'), explain: async () => fail('model-failed', 'No words.') };
    expect(await explainer.add(broken, BOTH)).toEqual(fail('model-failed', 'No words.'));
  });
});
