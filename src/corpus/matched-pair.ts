import type { Random } from '../base';
import { createRandom } from '../base';
import type { ClipPlan, DistortionPlan } from './plan';
import { SEVERITIES, scaledPlan } from './plan';

/** Least difference of the level of a distortion: one of the five steps of the robustness test. */
const APART = 0.2;

/** Share of pairs of distorted clips in which a level differs; the others must have equal scores. */
const OTHER_SEVERITY = 0.7;

/** Share of pairs in which the size differs, and the largest difference. */
const OTHER_SIZE = 0.6;
const LARGEST_CHANGE = 0.12;

/**
 * The second clip of a matched pair: the same scene, camera and distortions, but the level of one distortion, the size
 * or the compression can differ. All other random numbers are the same, including those of the raters, so that ratings
 * differ only because of these differences.
 */
export function partnerOf(plan: ClipPlan): ClipPlan {
  const random = createRandom(`${plan.seed}/twin`);
  const distortions = random.chance(OTHER_SEVERITY) ? withOtherSeverity(random, plan.distortions) : plan.distortions;
  const size = random.chance(OTHER_SIZE) ? random.uniform(1 - LARGEST_CHANGE, 1 + LARGEST_CHANGE) : 1;
  const { augmentation } = plan;
  return {
    ...scaledPlan(plan, size),
    distortions,
    augmentation: {
      ...augmentation,
      // Filmed and distorted at the size of the first clip.
      oversize: augmentation.oversize / size,
      rateFactor: random.chance(0.3) ? random.integer(16, 24) : augmentation.rateFactor,
    },
  };
}

function withOtherSeverity(random: Random, distortions: readonly DistortionPlan[]): readonly DistortionPlan[] {
  if (distortions.length === 0) return distortions;
  const chosen = random.integer(0, distortions.length);
  return distortions.map((distortion, index) =>
    index === chosen ? { ...distortion, severity: otherSeverity(random, distortion.severity) } : distortion,
  );
}

/** Uniform over the levels that are far enough from the given one. */
function otherSeverity(random: Random, severity: number): number {
  const { least, most } = SEVERITIES;
  const below = Math.max(0, severity - APART - least);
  const above = Math.max(0, most - severity - APART);
  const at = random.uniform(0, below + above);
  return at < below ? least + at : severity + APART + (at - below);
}
