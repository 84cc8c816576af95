import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Progress, Stage } from '../../../../src/scoring/progress';
import { LOADING_WATCHDOG_MS, startWatchdog, WATCHDOG_MS } from '../../../../src/scoring/transport/watchdog';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watch() {
  const dog = startWatchdog();
  const seen = { starved: false };
  void dog.starved.then(() => (seen.starved = true));
  const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);
  return { dog, seen, pass };
}

const at = (stage: Stage): Progress => ({ stage, framesDone: 0, framesTotal: 9, rate: 0, secondsLeft: undefined });

describe('the watchdog', () => {
  test('starves when nothing comes for as long as a stage allows', async () => {
    const { dog, seen, pass } = watch();
    dog.feed(at('sampling'));
    await pass(WATCHDOG_MS - 1);
    expect(seen.starved).toBe(false);
    await pass(1);
    expect(await dog.starved).toMatchObject({ ok: false, error: { code: 'stalled' } });
  });

  test('never starves while progress comes', async () => {
    const { dog, seen, pass } = watch();
    for (let i = 0; i < 50; i++) {
      dog.feed(at('sampling'));
      await pass(WATCHDOG_MS * 0.9);
    }
    expect(seen.starved).toBe(false);
  });

  test('has more patience while the model loads, and at the very start', async () => {
    for (const first of [undefined, at('loading-model')]) {
      const { dog, seen, pass } = watch();
      if (first !== undefined) dog.feed(first);
      await pass(LOADING_WATCHDOG_MS - 1);
      expect(seen.starved).toBe(false);
      await pass(1);
      expect(seen.starved).toBe(true);
    }
  });

  test('says nothing once stopped', async () => {
    const { dog, seen, pass } = watch();
    dog.stop();
    await pass(LOADING_WATCHDOG_MS * 2);
    expect(seen.starved).toBe(false);
  });
});
