import { expect, test } from 'vitest';
import type { Result } from '../../../src/base/result';
import { fail, ok } from '../../../src/base/result';
import type { WindowAnswer, WindowReading } from '../../../src/judges/judge';
import { createWindowJudging } from '../../../src/scoring/judge-windows';
import type { ReadableWindow } from '../../../src/scoring/window-source';

/** A judge whose answers come when the test gives them, and the log of what happened. */
function rig() {
  const log: string[] = [];
  const answers: ((answer: Result<WindowAnswer>) => void)[] = [];
  let read = 0;
  const window = (index: number): ReadableWindow => ({
    start: index,
    end: index,
    records: [],
    tokensPerSlowFrame: 0,
    tokensSpent: 0,
    read: async () => {
      const name = `reading ${read++}`;
      log.push(`read ${name}`);
      const reading: Pick<WindowReading, 'judge' | 'release'> = {
        judge: () => new Promise<Result<WindowAnswer>>((resolve) => answers.push(resolve)),
        release: () => log.push(`release ${name}`),
      };
      return ok(reading as WindowReading);
    },
    release: () => log.push(`release window ${index}`),
  });
  const answer = async (result: Result<WindowAnswer>): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve));
    answers.shift()!(result);
  };
  return { judging: createWindowJudging({ dimensions: [] }), window, answer, log };
}

const NOTHING: WindowAnswer = { distributions: [], artifacts: [], cost: { tokens: 0, milliseconds: 0 } };
const FAILURE = fail('model-failed', 'It failed.');

test('add returns while the window is judged, and waits for the one before it', async () => {
  const { judging, window, answer, log } = rig();
  await judging.add(window(0));
  let second = false;
  const added = judging.add(window(1)).then(() => (second = true));
  await new Promise((resolve) => setTimeout(resolve));
  expect(second).toBe(false);
  await answer(ok(NOTHING));
  await added;
  await answer(ok(NOTHING));
  const results = await judging.finish();
  expect(results.ok && results.value.map(({ start }) => start)).toEqual([0, 1]);
  expect(log.filter((line) => line.startsWith('release')).toSorted()).toEqual(
    ['release reading 0', 'release reading 1', 'release window 0', 'release window 1'].toSorted(),
  );
});

test('a failure is returned by the next add, which releases its window unread', async () => {
  const { judging, window, answer, log } = rig();
  await judging.add(window(0));
  await answer(FAILURE);
  expect(await judging.add(window(1))).toEqual(FAILURE);
  expect(log).toEqual(['read reading 0', 'release reading 0', 'release window 0', 'release window 1']);
  expect(await judging.finish()).toEqual(FAILURE);
});

test('settle waits until the window is released', async () => {
  const { judging, window, answer, log } = rig();
  await judging.add(window(0));
  const settled = judging.settle().then(() => log.push('settled'));
  await answer(FAILURE);
  await settled;
  expect(log.slice(-2)).toEqual(['release window 0', 'settled']);
});
