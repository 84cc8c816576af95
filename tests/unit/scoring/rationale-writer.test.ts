import { describe, expect, test } from 'vitest';
import { fail, ok } from '../../../src/base/result';
import type { LevelDistribution, RationaleWords, WindowReading } from '../../../src/judges/judge';
import type { DimensionId } from '../../../src/quality/dimensions';
import { createRationaleWriter } from '../../../src/scoring/rationale-writer';

const distribution = (id: DimensionId): LevelDistribution => ({
  id,
  profile: 'ultravqa',
  levels: [],
  probabilities: [],
  unplaced: 0,
});
const BOTH: readonly LevelDistribution[] = [distribution('motion-quality'), distribution('clarity-quality')];
const WORDS = ['Poor', '<think>', 'nothing', '</think>'];

/** Readings that write WORDS and their own name about every dimension. `released` and `explained` record the calls. */
function rig() {
  const released: string[] = [];
  const explained: string[] = [];
  const window = (name: string): WindowReading => ({
    judge: async () => fail('internal', 'Not judged in this test.'),
    async *explain(distributions) {
      explained.push(`${name}: ${distributions.map(({ id }) => id).join(' ')}`);
      for (let count = 2; count <= WORDS.length; count++) {
        yield ok(distributions.map(({ id }) => ({ id, words: [...WORDS.slice(0, count), name] })));
      }
    },
    release: () => released.push(name),
  });
  return { window, released, explained };
}

describe('a rationale writer', () => {
  test('writes each dimension from its own window alone, word by word', async () => {
    const { window, explained, released } = rig();
    const writer = createRationaleWriter();
    for (const name of ['a', 'b', 'c']) await writer.add(window(name), BOTH);
    const seen: (readonly RationaleWords[])[] = [];
    const written = await writer.write(
      new Map([
        ['motion-quality', 2],
        ['clarity-quality', 0],
      ]),
      { onWords: (rationales) => seen.push(rationales) },
    );
    expect(explained).toEqual(['c: motion-quality', 'a: clarity-quality']);
    const finished = { id: 'motion-quality', words: [...WORDS, 'c'] };
    expect(written).toEqual(ok([finished, { id: 'clarity-quality', words: [...WORDS, 'a'] }]));
    expect(seen[0]).toEqual([{ id: 'motion-quality', words: ['Poor', '<think>', 'c'] }]);
    // Written rationales stay while the next one is written.
    expect(seen.slice(3).every(([first]) => first!.words.length === finished.words.length)).toBe(true);
    writer.release();
    expect(released).toEqual(['a', 'b', 'c']);
  });

  test('above its limit writes the oldest window early and releases it, with the same words', async () => {
    const few = rig();
    const many = rig();
    const windows = new Map<DimensionId, number>([
      ['motion-quality', 0],
      ['clarity-quality', 3],
    ]);
    const written = [];
    for (const [{ window }, mostKept] of [[few, 2] as const, [many, 64] as const]) {
      const writer = createRationaleWriter(mostKept);
      for (const name of ['a', 'b', 'c', 'd']) await writer.add(window(name), BOTH);
      written.push(await writer.write(windows, {}));
    }
    expect(few.released).toEqual(['a', 'b']);
    expect(many.released).toEqual([]);
    expect(written[0]).toEqual(written[1]);
  });

  test('stops between two words when it is cancelled', async () => {
    const { window } = rig();
    const writer = createRationaleWriter();
    await writer.add(window('a'), BOTH);
    const stop = new AbortController();
    let words = 0;
    const written = await writer.write(new Map([['motion-quality', 0]]), {
      signal: stop.signal,
      // As a message arrives: in a later turn of the event loop.
      onWords: () => void (++words === 2 && setTimeout(() => stop.abort())),
    });
    expect(written).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(words).toBe(2);
  });

  test('returns the failure of a window that it writes early', async () => {
    const { window } = rig();
    const writer = createRationaleWriter(0);
    const broken: WindowReading = {
      ...window('a'),
      async *explain() {
        yield fail('model-failed', 'No words.');
      },
    };
    expect(await writer.add(broken, BOTH)).toEqual(fail('model-failed', 'No words.'));
  });
});
