import type { Result } from '../base';
import { assert, ok } from '../base';
import type { Judges, TokenJudge } from '../judges';
import type { ScoreOptions } from './options';

/** Opens the judge. The pipeline makes windows of packed tokens only, so a judge of frames cannot run in it. */
export async function openTokenJudge(
  judges: Judges,
  provider: ScoreOptions['provider'] = 'auto',
): Promise<Result<TokenJudge>> {
  const opened = await judges.open(provider);
  if (!opened.ok) return opened;
  assert(opened.value.reads === 'tokens', 'the judge reads packed tokens');
  return ok(opened.value);
}
