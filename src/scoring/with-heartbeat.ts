import type { Meter } from './meter';

/** Well below the watchdog's limit. */
const BEAT_MS = 2000;

/**
 * Runs a job of many seconds that reports no progress of its own, with a heartbeat while this thread is free. A runtime
 * that hangs blocks the thread, so the watchdog still finds it.
 */
export async function withHeartbeat<T>(meter: Pick<Meter, 'heartbeat'>, job: () => Promise<T>): Promise<T> {
  const timer = setInterval(() => meter.heartbeat(), BEAT_MS);
  try {
    return await job();
  } finally {
    clearInterval(timer);
  }
}
