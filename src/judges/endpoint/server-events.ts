import type { Result } from '../../base';
import { ok } from '../../base';
import { CANCELLED, cutShort, timedOut } from './failures';
import { parseLooseJson } from './loose-json';
import type { TimeLimit } from './time-limit';

export interface StreamContext {
  readonly api: string;
  /** The caller's. */
  readonly signal: AbortSignal;
  /** Runs while a piece is awaited. */
  readonly limit: TimeLimit;
  readonly milliseconds: number;
}

/**
 * The JSON of each server-sent event up to `[DONE]`. A stream that ends before it is a failure. Ending the iteration
 * closes the connection.
 */
export async function* serverEvents(
  response: Response,
  { api, signal, limit, milliseconds }: StreamContext,
): AsyncGenerator<Result<unknown>, void> {
  const reader = response.body?.getReader();
  if (reader === undefined) return yield cutShort(api);
  const decoder = new TextDecoder();
  let text = '';
  try {
    for (;;) {
      limit.restart();
      const piece = await reader.read();
      limit.pause();
      text += decoder.decode(piece.value, { stream: !piece.done });
      const lines = text.split(/\r\n|\n|\r/);
      text = lines.pop()!;
      for (const line of lines) {
        if (!line.startsWith('data:')) continue;
        const data = line.slice('data:'.length).trim();
        if (data === '[DONE]') return;
        const json = parseLooseJson(data);
        if (json === undefined) return yield cutShort(api);
        yield ok(json);
        if (signal.aborted) return yield CANCELLED;
      }
      if (piece.done) return yield cutShort(api);
    }
  } catch {
    yield signal.aborted ? CANCELLED : limit.passed() ? timedOut(api, milliseconds) : cutShort(api);
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
