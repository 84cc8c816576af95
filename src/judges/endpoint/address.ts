import type { Result } from '../../base';
import { fail, ok } from '../../base';

export interface EndpointAddress {
  /** Of the OpenAI-compatible API, without a slash at its end, e.g. `http://localhost:8000/v1`. */
  readonly api: string;
  /** Of what the server offers beside that API. */
  readonly root: string;
}

/** Reads an address as people type it: with or without `/v1`, a slash or `/chat/completions` at its end. */
export function parseAddress(typed: string): Result<EndpointAddress> {
  const parsed = URL.canParse(typed.trim()) ? new URL(typed.trim()) : undefined;
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol)) {
    return invalid('is no http or https address. Write it like http://localhost:8000/v1');
  }
  if (parsed.username !== '' || parsed.password !== '') {
    return invalid('holds a user name or a password. Leave them out and give the key as a key');
  }
  if (parsed.search !== '' || parsed.hash !== '') return invalid('ends with a query. Leave out what follows ? or #');
  const path = parsed.pathname.replace(/\/+$/, '').replace(/\/chat\/completions$/, '');
  const api = parsed.origin + (path === '' ? '/v1' : path);
  return ok({ api, root: api.replace(/\/v1$/, '') });
}

/** The address is not repeated: it may hold a secret. */
function invalid(problem: string): Result<never> {
  return fail('invalid-option', `The address of the server ${problem}.`);
}
