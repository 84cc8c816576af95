import { createRandom } from '../../base';
import type { DimensionId } from '../../quality';
import type { HumanMetrics, HumanRow } from '../evaluation/human';
import { correlate, resampleClips } from './comparison';
import type { HumanLabel } from './labels';

/** The feature that any model of motion has to beat: minus the mean second temporal difference over the mean first one. */
export const GUARD_RAIL = '-(mean |d2| / mean |d1|)';
/** Its mirrors for the look of a clip. */
export const LAPLACIAN = 'Laplacian variance';
export const MSCN = 'MSCN variance';

/** Both columns together: what an overall opinion is held against, for the table has none of its own. */
const MEAN_QUALITY = 'mean of both';

/**
 * What is held against what. Human scores of generated video measure the Q-Save profile; the nearest of the other
 * profile and the features to beat stand beside it.
 */
const PAIRS: readonly (readonly [scorer: string, target: string])[] = [
  ['dynamic-quality', 'temporal_quality'],
  ['motion-quality', 'temporal_quality'],
  [GUARD_RAIL, 'temporal_quality'],
  ['visual-quality', 'static_quality'],
  ['clarity-quality', 'static_quality'],
  [LAPLACIAN, 'static_quality'],
  [MSCN, 'static_quality'],
  [GUARD_RAIL, 'static_quality'],
  ['overall-quality', MEAN_QUALITY],
  [GUARD_RAIL, MEAN_QUALITY],
];

/** The dimensions among the scorers. */
export const ASKED: readonly DimensionId[] = [
  'dynamic-quality',
  'motion-quality',
  'visual-quality',
  'clarity-quality',
  'overall-quality',
];

export const DRAWS = 1000;

/** One clip's scores by scorer. */
export type Scores = ReadonlyMap<string, number>;

export function guardRail(clip: ArrayLike<number>): number {
  const first = Math.expm1(clip[0]!);
  // A clip in which nothing moves has nothing jerky either.
  return first > 0 ? -Math.expm1(clip[1]!) / first : 0;
}

/**
 * Every pair of scorer and target over the same clips and the same `draws` resamples of them. `encoder` is the SHA-256 of
 * the one that scored.
 */
export function humanMetrics(
  labels: readonly HumanLabel[],
  scores: readonly Scores[],
  draws: number,
  encoder: string,
): HumanMetrics {
  const generators = labels.map(({ model }) => model);
  const resamples = resampleClips(generators, draws, createRandom('validate/resamples'));
  const rows = PAIRS.map(([scorer, target]): HumanRow => {
    const predicted = scores.map((each) => each.get(scorer) ?? Number.NaN);
    const human = labels.map((label) => targetOf(label, target));
    return { scorer, target, ...correlate({ predicted, human, generators }, resamples) };
  });
  return {
    schema: 3,
    encoder,
    dataset: 'FETV, examples of its public repository, CC-BY 4.0',
    clips: labels.length,
    generators: new Set(generators).size,
    draws,
    rows,
  };
}

function targetOf({ scores }: HumanLabel, target: string): number {
  if (target !== MEAN_QUALITY) return scores[target]!;
  const all = Object.values(scores);
  return all.reduce((a, b) => a + b, 0) / all.length;
}
