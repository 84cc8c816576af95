import { createRandom } from '../../base/random';
import type { ClipLabel, TrainedDimension } from './clip';
import { TRAINED_DIMENSIONS } from './clip';
import { baseOfLooks } from './looks';
import type { MadeClip } from './make';
import type { Base } from './opinions';
import { findingsOf, trueOpinions } from './opinions';
import type { ClipPlan } from './plan';
import type { Rater } from './raters';
import { ask } from './raters';

export interface Judged {
  readonly label: ClipLabel;
  /** True opinions, before raters. */
  readonly truth: Record<TrainedDimension, number>;
}

/** What raters say of a clip, and why. */
export function judge(
  { id, seed, split, content }: Pick<ClipPlan, 'id' | 'seed' | 'split' | 'content'>,
  { base, complaints, looks, speed }: Omit<MadeClip, 'footage'>,
  pool: readonly Rater[],
): Judged {
  const whole = both(base, baseOfLooks(looks));
  const truth = trueOpinions(whole, complaints, speed);
  const opinions = ask(truth, pool, split, createRandom(`${seed}/panel`));
  return { truth, label: { id, content, split, opinions, findings: findingsOf(whole, complaints, speed) } };
}

/** What is left where two things take of the same points. */
function both(one: Base, other: Base): Base {
  return Object.fromEntries(TRAINED_DIMENSIONS.map((id) => [id, (one[id] ?? 1) * (other[id] ?? 1)]));
}
