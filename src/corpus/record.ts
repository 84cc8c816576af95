import { createRandom } from '../base';
import type { PackedClip } from './clip';
import type { PhotoShelf } from './content';
import { judge } from './judge';
import { makeClip } from './make';
import { packClip } from './pack';
import type { ClipPlan } from './plan';
import type { Rater } from './raters';

/** From a plan to what training learns from: the clip is made, packed and judged. */
export async function recordClip(plan: ClipPlan, shelf: PhotoShelf, pool: readonly Rater[]): Promise<PackedClip> {
  const made = makeClip(plan, shelf);
  const tokens = await packClip(made.footage, createRandom(`${plan.seed}/rows`));
  return { label: judge(plan, made, pool).label, ...tokens };
}
