import type { Result } from '../base';
import { fail, ok } from '../base';

/** Turns an exception, which is a bug, into the failure `internal`. */
export async function guarded<T>(job: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await job();
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return fail('internal', `Slowglass failed on this file (${detail}). Report it, with the file if you can.`);
  }
}

/** The failure `cancelled` where the signal is aborted. */
export function checkCancelled(signal: AbortSignal | undefined): Result<undefined> {
  return signal?.aborted === true ? fail('cancelled', 'Scoring was cancelled.') : ok(undefined);
}

/**
 * As `checkCancelled`, but first gives the event loop a turn. On wasm the runtime never leaves its turn by itself, so the
 * message that cancels could not arrive.
 */
export async function checkMessages(signal: AbortSignal | undefined): Promise<Result<undefined>> {
  if (signal !== undefined) await new Promise((resolve) => setTimeout(resolve));
  return checkCancelled(signal);
}

export function noFrames(): Result<never> {
  return fail('no-frames', 'No frame of this video falls on a sampling instant. Choose a higher sampling rate.');
}
