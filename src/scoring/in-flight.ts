import type { Result } from '../base';
import { ok } from '../base';

/**
 * One task that runs while its owner prepares the next. The owner takes the result before it starts another task, so at
 * most one is in flight and a slow task holds its owner back instead of filling the memory.
 */
export interface InFlight<T> {
  /** Starts a task. Take the result of the task before it first. */
  start(task: () => Promise<Result<T>>): void;
  /**
   * Waits for the task and gives its result once: undefined where none was started since. A failure is given again by
   * each later call; an exception is thrown by each.
   */
  take(): Promise<Result<T | undefined>>;
  /** Resolves when no task runs any more, also after a failure or an exception. */
  settle(): Promise<void>;
}

export function createInFlight<T>(): InFlight<T> {
  let task: Promise<Result<T | undefined>> = Promise.resolve(ok(undefined));
  return {
    start(run) {
      task = run();
      // `take` throws the exception; until then, or where nobody takes it, it must not count as unhandled.
      task.catch(() => undefined);
    },
    async take() {
      const result = await task;
      if (result.ok) task = Promise.resolve(ok(undefined));
      return result;
    },
    async settle() {
      await task.catch(() => undefined);
    },
  };
}
