import { expect, test } from 'vitest';
import type { Result } from '../../../src/base/result';
import { fail, ok } from '../../../src/base/result';
import { createInFlight } from '../../../src/scoring/in-flight';

test('a task runs while its owner does something else, and gives its result once', async () => {
  const inFlight = createInFlight<string>();
  const order: string[] = [];
  let end = (): void => undefined;
  inFlight.start(async () => {
    order.push('started');
    await new Promise<void>((resolve) => (end = resolve));
    order.push('ended');
    return ok('result');
  });
  order.push('meanwhile');
  end();
  expect(await inFlight.take()).toEqual(ok('result'));
  expect(order).toEqual(['started', 'meanwhile', 'ended']);
  expect(await inFlight.take()).toEqual(ok(undefined));
});

test('a failure is given again by each later take', async () => {
  const inFlight = createInFlight<string>();
  const failure = fail('model-failed', 'It failed.');
  inFlight.start(async () => failure);
  expect([await inFlight.take(), await inFlight.take()]).toEqual([failure, failure]);
});

test('an exception is thrown by take, and by nothing else', async () => {
  const inFlight = createInFlight<string>();
  inFlight.start(async (): Promise<Result<string>> => {
    throw new Error('broken');
  });
  await inFlight.settle();
  await expect(inFlight.take()).rejects.toThrow('broken');
});

test('settle waits for the task and leaves its result', async () => {
  const inFlight = createInFlight<number>();
  let ended = false;
  inFlight.start(async () => {
    await new Promise((resolve) => setTimeout(resolve));
    ended = true;
    return ok(1);
  });
  await inFlight.settle();
  expect(ended).toBe(true);
  expect(await inFlight.take()).toEqual(ok(1));
});
