import type { Observations } from '../../quality';
import { amplitudeOf, dimension, nearestLevel, ratingOfMos } from '../../quality';
import type { ClipLabel, Observation, TrainedDimension } from '../../corpus';
import { TRAINED_DIMENSIONS } from '../../corpus';
import type { Orientation } from '../network/orientation';
import { levelsOfDimension } from '../network/shape';
import { orientRegion } from './regions';

/** Standard deviation of a soft target around the MOS, in score points, by scale. */
export interface Softness {
  readonly nineLevels: number;
  readonly fiveRatings: number;
}

/** Probabilities over a dimension's levels: a Gaussian around the MOS. */
export function softLevels(id: TrainedDimension, mos: number, softness: Softness): number[] {
  const levels = levelsOfDimension(id);
  const sigma = dimension(id).profile === 'ultravqa' ? softness.nineLevels : softness.fiveRatings;
  const masses = levels.map((level) => Math.exp(-0.5 * ((level.score - mos) / sigma) ** 2));
  const total = masses.reduce((a, b) => a + b, 0);
  return masses.map((mass) => mass / total);
}

/** Artifacts that lower a dimension by less than this many score points are not named. */
const WORTH_NAMING = 0.1;

/** Dimensions whose rationale names artifacts; that of motion amplitude names the amount of motion. */
export const ARTIFACT_DIMENSIONS = TRAINED_DIMENSIONS.filter((id) => id !== 'motion-amplitude');

/** The correct rationale of a clip: the artifacts that lower this dimension most, each tag once. */
export function observationsFor(label: ClipLabel, id: TrainedDimension, orientation: Orientation): Observations {
  if (id === 'motion-amplitude') return { kind: 'amplitude', amplitude: amplitudeOf(label.dimensionRatings[id].mos) };
  const costOf = (observation: Observation): number => observation.cost[id] ?? 0;
  const seen = new Set<string>();
  const artifacts = label.observations
    .filter((observation) => costOf(observation) >= WORTH_NAMING)
    .sort((a, b) => costOf(b) - costOf(a))
    .filter(({ tag }) => !seen.has(tag) && seen.add(tag))
    .map(({ severity, tag, region, span }) => ({
      severity,
      tag,
      region: orientRegion(region, orientation),
      span,
    }));
  return { kind: 'artifacts', artifacts };
}

/** The word raters' mean stands for: R(s) of Q-Save 3.4.2 on five ratings, the nearest of nine levels. */
export function ratingWord(id: TrainedDimension, mos: number): string {
  if (dimension(id).profile === 'q-save') return ratingOfMos(mos).word;
  return nearestLevel(levelsOfDimension(id), mos).word;
}
