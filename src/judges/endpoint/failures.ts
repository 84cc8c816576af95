import type { Result } from '../../base';
import { fail } from '../../base';

/** Says what a refused request means and what to do. `said` is what the server wrote, already without secrets. */
export function refusal(status: number, said: string, api: string): Result<never> {
  const quoted = said === '' ? '' : ` It says: ${said}`;
  const refused = (sentence: string): Result<never> => fail('endpoint-refused', sentence + quoted);
  if (status === 401 || status === 403) {
    return refused(`The server at ${api} refused the key (${status}). Give a key that may use this model.`);
  }
  // A browser hides the status of a redirect that is not followed.
  if (status === 0 || (status >= 300 && status < 400)) {
    return refused(`The server at ${api} sends requests on to another address. Type that address.`);
  }
  if (status === 404) {
    return refused(`The server at ${api} has no such model or address (404). Check the address and the model's name.`);
  }
  if (status === 413) {
    return refused(
      `The frames of a window are too large for the server at ${api} (413). Lower the tokens of a window, or raise the server's limit.`,
    );
  }
  if (status === 429) {
    return refused(
      `The server at ${api} still answers that it gets too many requests (429). Wait, or ask fewer at once.`,
    );
  }
  if (lacksPictures(said)) {
    return refused(
      `The model at ${api} reads no pictures. Choose a vision-language model, or give the server its projector file.`,
    );
  }
  if (status >= 500) {
    return refused(`The server at ${api} failed (${status}). Look into its log, and try again.`);
  }
  return refused(`The server at ${api} refused the request (${status}). Check adapter and model.`);
}

/** llama.cpp answers 500 where the model has no projector, and says so; a further try changes nothing. */
export function lacksPictures(said: string): boolean {
  return /(image|multimodal)\S* .*not supported|does not support (image|vision|multimodal)/i.test(said);
}

export function unreachable(api: string, error: unknown): Result<never> {
  const cause = systemCode(error);
  if (cause !== undefined) {
    return fail('endpoint-unreachable', `No server answers at ${api} (${cause}). Start it, or correct the address.`);
  }
  // Browsers hide why: a refused connection and a missing permission look the same to a page.
  return fail(
    'endpoint-unreachable',
    `The server at ${api} does not answer, or does not allow this page to ask. Start it, and let it allow this page's ` +
      'origin (Ollama: OLLAMA_ORIGINS; vLLM: --allowed-origins; llama.cpp: --cors-origins).',
  );
}

export function timedOut(api: string, milliseconds: number): Result<never> {
  return fail(
    'endpoint-unreachable',
    `The server at ${api} did not answer within ${Math.round(milliseconds / 1000)} s. Use a smaller model, fewer tokens a window, or a longer time limit.`,
  );
}

export function cutShort(api: string): Result<never> {
  return fail(
    'endpoint-answer',
    `The answer of the server at ${api} ended too early. Try again; if it stays, look into its log.`,
  );
}

export function notJson(api: string, type: string): Result<never> {
  return fail(
    'endpoint-answer',
    type.includes('html')
      ? `The server at ${api} answered with a web page. Give the address of its API, which often ends with /v1.`
      : `The answer of the server at ${api} is no JSON. Give the address of an OpenAI-compatible API.`,
  );
}

export const CANCELLED: Result<never> = fail('cancelled', 'Judging was cancelled.');

/** Node names the cause of a failed connection, e.g. ECONNREFUSED; with several addresses, of each. */
function systemCode(error: unknown): string | undefined {
  const cause = (error as { cause?: { code?: unknown } } | undefined)?.cause;
  return typeof cause?.code === 'string' ? cause.code : undefined;
}
