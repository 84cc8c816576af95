import type { Result } from '../../base';
import { fail } from '../../base';
import type { Progress } from '../progress';

/** No progress for this long, and the worker is taken for stuck: ended, and replaced for the next file. */
export const WATCHDOG_MS = 30_000;
/** The model and its runtime (up to 30 MB) report no progress while they are on their way over a slow line. */
export const LOADING_WATCHDOG_MS = 180_000;

/**
 * A limit passes in this many steps: after a computer slept, all its timers are due at once, and a single one would
 * end a worker that has had no time to say anything.
 */
const STEPS = 5;

export interface Watchdog {
  /** Resolves to `stalled` once nothing was fed for as long as the stage allows. */
  readonly starved: Promise<Result<never>>;
  feed(progress: Progress): void;
  stop(): void;
}

/** Watches from outside the worker, since nothing inside can interrupt a loop that never ends. */
export function startWatchdog(limitMs?: number): Watchdog {
  let limit = limitMs ?? LOADING_WATCHDOG_MS;
  let quietSteps = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let starve: (result: Result<never>) => void = () => undefined;
  const starved = new Promise<Result<never>>((resolve) => (starve = resolve));
  const wait = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      quietSteps++;
      if (quietSteps < STEPS) return wait();
      const seconds = Math.round(limit / 1000);
      const remedy = 'The file may be damaged: re-encode it, or try again.';
      starve(fail('stalled', `Nothing happened for ${seconds} s, so scoring was stopped. ${remedy}`));
    }, limit / STEPS);
  };
  wait();
  return {
    starved,
    feed: ({ stage }) => {
      limit = limitMs ?? (stage === 'loading-model' ? LOADING_WATCHDOG_MS : WATCHDOG_MS);
      quietSteps = 0;
      wait();
    },
    stop: () => clearTimeout(timer),
  };
}
