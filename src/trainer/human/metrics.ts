import { createRandom } from '../../base';
import type { DimensionId } from '../../quality';
import type { HumanMetrics, HumanRow } from '../evaluation/human';
import { correlate, resampleClips } from './comparison';
import type { HumanLabel } from './labels';

/** Baseline for motion: minus the mean second temporal difference divided by the mean first one. */
export const SMOOTHNESS = '-(mean |d2| / mean |d1|)';
/** Baselines for appearance. */
export const LAPLACIAN = 'Laplacian variance';
export const MSCN = 'MSCN variance';

/** Mean of both columns, compared with overall quality: the table has no overall score. */
const MEAN_QUALITY = 'mean of both';

/**
 * Pairs of scorer and human score. The clips are generated video, so the Q-Save profile is measured; the nearest
 * dimensions of the other profile and the baselines are listed for comparison.
 */
const PAIRS: readonly (readonly [scorer: string, target: string])[] = [
  ['dynamic-quality', 'temporal_quality'],
  ['motion-quality', 'temporal_quality'],
  [SMOOTHNESS, 'temporal_quality'],
  ['visual-quality', 'static_quality'],
  ['clarity-quality', 'static_quality'],
  [LAPLACIAN, 'static_quality'],
  [MSCN, 'static_quality'],
  [SMOOTHNESS, 'static_quality'],
  ['overall-quality', MEAN_QUALITY],
  [SMOOTHNESS, MEAN_QUALITY],
];

/** The dimensions among the scorers. */
export const SCORED_DIMENSIONS: readonly DimensionId[] = [
  'dynamic-quality',
  'motion-quality',
  'visual-quality',
  'clarity-quality',
  'overall-quality',
];

export const RESAMPLES = 1000;

/** The scores of one clip by scorer. */
export type Scores = ReadonlyMap<string, number>;

export function smoothness(clip: ArrayLike<number>): number {
  const first = Math.expm1(clip[0]!);
  // A still clip is not jerky.
  return first > 0 ? -Math.expm1(clip[1]!) / first : 0;
}

/**
 * Correlations of every pair of scorer and target over the same clips and the same `draws` resamples. `encoder` is the
 * SHA-256 of the encoder that scored.
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
