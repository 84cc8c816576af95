import type { Result } from '../../base';
import { fail } from '../../base';
import type { Progress } from '../progress';

/** After this long without progress the worker is ended; the next file starts a new one. */
export const WATCHDOG_MS = 30_000;
/** Loading the judge and its runtime (up to 30 MB) over a slow network reports no progress. */
export const LOADING_WATCHDOG_MS = 180_000;

/**
 * The limit is waited for in this many steps. After a computer slept all timers are due at once, and a single timer would
 * end a worker that had no time to report.
 */
const STEPS = 5;

export interface Watchdog {
  /** Resolves to `stalled` after the stage's limit passed without progress. */
  readonly stalled: Promise<Result<never>>;
  feed(progress: Progress): void;
  stop(): void;
}

/** Runs outside the worker, because nothing inside can interrupt an endless loop. */
export function startWatchdog(limitMs?: number): Watchdog {
  let limit = limitMs ?? LOADING_WATCHDOG_MS;
  let stepsWithoutProgress = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stall: (result: Result<never>) => void = () => undefined;
  const stalled = new Promise<Result<never>>((resolve) => (stall = resolve));
  const wait = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      stepsWithoutProgress++;
      if (stepsWithoutProgress < STEPS) return wait();
      const seconds = Math.round(limit / 1000);
      const remedy = 'The file may be damaged. Re-encode it, or try again.';
      stall(fail('stalled', `Scoring was stopped after ${seconds} s without progress. ${remedy}`));
    }, limit / STEPS);
  };
  wait();
  return {
    stalled,
    feed: ({ stage }) => {
      limit = limitMs ?? (stage === 'loading-model' ? LOADING_WATCHDOG_MS : WATCHDOG_MS);
      stepsWithoutProgress = 0;
      wait();
    },
    stop: () => clearTimeout(timer),
  };
}
