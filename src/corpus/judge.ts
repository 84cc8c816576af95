import { createRandom } from '../base';
import type { ClipLabel, TrainedDimension } from './clip';
import { TRAINED_DIMENSIONS } from './clip';
import { baseOfAppearance } from './appearance';
import type { MadeClip } from './make';
import type { Base } from './psychometric';
import { observationsOf, trueScores } from './psychometric';
import type { ClipPlan } from './plan';
import type { Rater } from './raters';
import { ask } from './raters';

export interface RatedClip {
  readonly label: ClipLabel;
  /** True scores, before raters. */
  readonly truth: Record<TrainedDimension, number>;
}

/** Simulated ratings of a clip, with its observations. */
export function rateClip(
  { id, seed, split, content }: Pick<ClipPlan, 'id' | 'seed' | 'split' | 'content'>,
  { base, tags, appearance, speed }: Omit<MadeClip, 'footage'>,
  pool: readonly Rater[],
): RatedClip {
  const whole = both(base, baseOfAppearance(appearance));
  const truth = trueScores(whole, tags, speed);
  const dimensionRatings = ask(truth, pool, split, createRandom(`${seed}/panel`));
  return { truth, label: { id, content, split, dimensionRatings, observations: observationsOf(whole, tags, speed) } };
}

/** Product of two factors by dimension. */
function both(one: Base, other: Base): Base {
  return Object.fromEntries(TRAINED_DIMENSIONS.map((id) => [id, (one[id] ?? 1) * (other[id] ?? 1)]));
}
