import type { Result } from '../base';
import { fail, ok } from '../base';
import type { Judges, TokenJudge } from '../judges';
import type { ScoreOptions } from './options';

/** Opens a judge that reads packed tokens, for what changes single tokens or packs windows of its own. */
export async function openTokenJudge(
  judges: Judges,
  provider: ScoreOptions['provider'] = 'auto',
): Promise<Result<TokenJudge>> {
  const opened = await judges.open(provider);
  if (!opened.ok) return opened;
  if (opened.value.reads === 'tokens') return ok(opened.value);
  return fail(
    'invalid-option',
    `${opened.value.identity.name} reads pictures; this view needs the compact judge. Choose it in the header.`,
  );
}
