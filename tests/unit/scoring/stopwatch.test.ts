import { expect, test } from 'vitest';
import { createStopwatch } from '../../../src/scoring/stopwatch';

function watch() {
  let clock = 0;
  const stopwatch = createStopwatch(['decode', 'model'], () => clock);
  return { stopwatch, pass: (milliseconds: number) => (clock += milliseconds) };
}

test('adds the time until the work settles to its stage, and returns the result', async () => {
  const { stopwatch, pass } = watch();
  const work = async (milliseconds: number) => {
    await Promise.resolve();
    pass(milliseconds);
    return milliseconds;
  };
  expect(await stopwatch.time('decode', () => work(3))).toBe(3);
  pass(100);
  await stopwatch.time('decode', () => work(4));
  await stopwatch.time('model', () => pass(5));
  expect(stopwatch.milliseconds).toEqual({ decode: 7, model: 5 });
});

test('counts stages that overlap in full', async () => {
  const { stopwatch, pass } = watch();
  let end = (): void => undefined;
  const model = stopwatch.time('model', () => new Promise<void>((resolve) => (end = resolve)));
  await stopwatch.time('decode', () => pass(6));
  end();
  await model;
  expect(stopwatch.milliseconds).toEqual({ decode: 6, model: 6 });
});

test('counts work that throws, and throws its exception', async () => {
  const { stopwatch, pass } = watch();
  const broken = stopwatch.time('model', async () => {
    pass(2);
    throw new Error('broken');
  });
  await expect(broken).rejects.toThrow('broken');
  expect(stopwatch.milliseconds.model).toBe(2);
});
