import { createRandom } from '../../base/random';
import type { PackedTokens } from './clip';
import type { PhotoShelf } from './content';
import type { Judged } from './judge';
import { judge } from './judge';
import type { MadeClip } from './make';
import { makeClip } from './make';
import { packClip } from './pack';
import type { ClipPlan } from './plan';
import type { Rater } from './raters';

export interface RecordedClip extends Judged, Pick<MadeClip, 'footage' | 'speed'> {
  readonly tokens: PackedTokens;
}

/** From a plan to what training learns from: the clip is made, packed and judged. */
export async function recordClip(plan: ClipPlan, shelf: PhotoShelf, pool: readonly Rater[]): Promise<RecordedClip> {
  const { footage, ...made } = makeClip(plan, shelf);
  const tokens = await packClip(footage, createRandom(`${plan.seed}/rows`));
  return { footage, tokens, speed: made.speed, ...judge(plan, made, pool) };
}
