import type { ClipPlan, Augmentation } from '../../../src/corpus/plan';
import { planClip } from '../../../src/corpus/plan';

/** One small second of people walking, as rich in detail as scenes are, with what is asked of it. */
export function smallWalk({
  distortions = [],
  augmentation = {},
}: {
  distortions?: ClipPlan['distortions'];
  augmentation?: Partial<Augmentation>;
}): ClipPlan {
  return {
    ...planClip('walk', 0, []),
    source: { kind: 'scene', family: 'walkers' },
    width: 256,
    height: 160,
    rate: 8,
    frames: 8,
    distortions,
    augmentation: { palette: 0, rateFactor: 0, rescale: 1, oversize: 1, ...augmentation },
  };
}

/** A defect everywhere and all the time. */
export function everywhere(distortionType: string, severity: number): ClipPlan['distortions'][number] {
  return { distortionType, severity, place: undefined, from: 0, to: 1 };
}
