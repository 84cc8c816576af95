import { expect, test } from 'vitest';
import { fail, ok } from '../../../src/base/result';
import { checkCancelled, checkMessages, guarded } from '../../../src/scoring/endings';

test('an exception becomes the failure `internal`; results and failures stay as they are', async () => {
  expect(await guarded(async () => ok(1))).toEqual(ok(1));
  const failure = fail('damaged-file', 'It is damaged.');
  expect(await guarded(async () => failure)).toEqual(failure);
  const broken = await guarded(async () => {
    throw new Error('an index is out of range');
  });
  expect(broken).toMatchObject({ ok: false, error: { code: 'internal' } });
  expect(!broken.ok && broken.error.message).toContain('an index is out of range');
});

test('an aborted signal becomes the failure `cancelled`', () => {
  expect(checkCancelled(undefined)).toEqual(ok(undefined));
  expect(checkCancelled(new AbortController().signal)).toEqual(ok(undefined));
  expect(checkCancelled(AbortSignal.abort())).toMatchObject({ ok: false, error: { code: 'cancelled' } });
});

test('a cancel that is waiting in the event loop is seen', async () => {
  const stop = new AbortController();
  setTimeout(() => stop.abort());
  expect(checkCancelled(stop.signal)).toEqual(ok(undefined));
  expect(await checkMessages(stop.signal)).toMatchObject({ ok: false, error: { code: 'cancelled' } });
});
