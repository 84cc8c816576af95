import { createRandom } from '../base';
import type { PackedClip } from './clip';
import type { PhotoShelf } from './content';
import { rateClip } from './judge';
import { makeClip } from './make';
import { packClip } from './pack';
import type { ClipPlan } from './plan';
import type { Rater } from './raters';

/** Makes, rates and packs the clip of a plan. */
export async function recordClip(plan: ClipPlan, shelf: PhotoShelf, pool: readonly Rater[]): Promise<PackedClip> {
  const made = makeClip(plan, shelf);
  const tokens = await packClip(made.footage, createRandom(`${plan.seed}/rows`));
  return { label: rateClip(plan, made, pool).label, ...tokens };
}
