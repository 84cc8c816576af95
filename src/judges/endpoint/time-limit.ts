import type { Wait } from './config';

/** Aborts what has its signal when a time has passed, or when the caller aborts. */
export interface TimeLimit {
  readonly signal: AbortSignal;
  /** True where the time has passed, false where the caller aborted. */
  passed(): boolean;
  /** Gives the full time again. */
  restart(): void;
  /** Stops the time. */
  pause(): void;
  /** Stops the time and lets go of the caller's signal. */
  end(): void;
}

export function startLimit(wait: Wait, milliseconds: number, parent: AbortSignal | undefined): TimeLimit {
  const limit = new AbortController();
  let clock = new AbortController();
  let over = false;
  const cancel = (): void => limit.abort();
  const pause = (): void => clock.abort();
  const restart = (): void => {
    pause();
    const started = new AbortController();
    clock = started;
    void wait(milliseconds, started.signal).then(() => {
      if (started.signal.aborted) return;
      over = true;
      limit.abort();
    });
  };
  if (parent?.aborted === true) cancel();
  else parent?.addEventListener('abort', cancel);
  restart();
  return {
    signal: limit.signal,
    passed: () => over,
    restart,
    pause,
    end() {
      pause();
      parent?.removeEventListener('abort', cancel);
    },
  };
}
