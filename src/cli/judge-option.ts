import type { Result } from '../base';
import { fail, ok } from '../base';

/** What `--judge` names: a folder with a model, or a server. */
export type JudgeOption =
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'server'; readonly address: string; readonly model: string };

const SERVER = 'openai:';

/** The environment variable with the server's key, so that no key stands in a command or its history. */
export const KEY_VARIABLE = 'SLOWGLASS_JUDGE_KEY';

/** @param model the value of `--judge-model` */
export function parseJudgeOption(value: string, model: string | undefined): Result<JudgeOption> {
  if (value.startsWith(SERVER)) {
    if (model === undefined) {
      return fail('invalid-option', 'A server needs --judge-model with the name of a model that it lists.');
    }
    return ok({ kind: 'server', address: value.slice(SERVER.length), model });
  }
  if (/^https?:/.test(value)) {
    return fail('invalid-option', `For a server write --judge ${SERVER}${value}; a model is read from a folder.`);
  }
  if (model !== undefined) return fail('invalid-option', '--judge-model is for a server; a folder holds one model.');
  return ok({ kind: 'folder', path: value });
}
