import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Progress, Stage } from '../../../../src/scoring/progress';
import { LOADING_WATCHDOG_MS, startWatchdog, WATCHDOG_MS } from '../../../../src/scoring/transport/watchdog';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watch() {
  const watchdog = startWatchdog();
  const seen = { stalled: false };
  void watchdog.stalled.then(() => (seen.stalled = true));
  const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);
  return { watchdog, seen, pass };
}

const at = (stage: Stage): Progress => ({ stage, framesDone: 0, framesTotal: 9, rate: 0, secondsLeft: undefined });

describe('the watchdog', () => {
  test("ends with `stalled` after the stage's limit without progress", async () => {
    const { watchdog, seen, pass } = watch();
    watchdog.feed(at('sampling'));
    await pass(WATCHDOG_MS - 1);
    expect(seen.stalled).toBe(false);
    await pass(1);
    expect(await watchdog.stalled).toMatchObject({ ok: false, error: { code: 'stalled' } });
  });

  test('does not end while progress comes', async () => {
    const { watchdog, seen, pass } = watch();
    for (let i = 0; i < 50; i++) {
      watchdog.feed(at('sampling'));
      await pass(WATCHDOG_MS * 0.9);
    }
    expect(seen.stalled).toBe(false);
  });

  test('has a longer limit while the judge loads, and before the first progress', async () => {
    for (const first of [undefined, at('loading-model')]) {
      const { watchdog, seen, pass } = watch();
      if (first !== undefined) watchdog.feed(first);
      await pass(LOADING_WATCHDOG_MS - 1);
      expect(seen.stalled).toBe(false);
      await pass(1);
      expect(seen.stalled).toBe(true);
    }
  });

  test('does not end after it was stopped', async () => {
    const { watchdog, seen, pass } = watch();
    watchdog.stop();
    await pass(LOADING_WATCHDOG_MS * 2);
    expect(seen.stalled).toBe(false);
  });
});
