import type { Random } from '../base';
import { createRandom } from '../base';
import type { ClipPlan, DistortionPlan } from './plan';
import { SEVERITIES, scaledPlan } from './plan';

/** How far apart a fault's severities in the two are at least: a step of the five that robustness is measured at. */
const APART = 0.2;

/** Of twins whose clip has a fault, so many show it in another severity; the others must be scored like their clip. */
const OTHER_SEVERITY = 0.7;

/** So many arrive at another size, by at most so much. */
const OTHER_SIZE = 0.6;
const LARGEST_CHANGE = 0.12;

/**
 * A clip's twin: the same scene under the same camera with the same faults, but one of them may be worse or milder, and
 * it may arrive at another size or compressed otherwise. Everything drawn for the clip is drawn the same for its twin,
 * the raters and their moods included, so that what they say of the two differs by what the two differ in.
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
      // Filmed and spoilt at the size of the first.
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

/** Uniform over the severities that are far enough from the given one. */
function otherSeverity(random: Random, severity: number): number {
  const { least, most } = SEVERITIES;
  const below = Math.max(0, severity - APART - least);
  const above = Math.max(0, most - severity - APART);
  const at = random.uniform(0, below + above);
  return at < below ? least + at : severity + APART + (at - below);
}
