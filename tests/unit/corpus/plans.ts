import type { ClipPlan, Augmentation } from '../../../src/corpus/plan';
import { planClip } from '../../../src/corpus/plan';

/** A one-second plan of people walking at a small size, with the given distortions and augmentation. */
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

/** A distortion of the whole picture in all frames. */
export function everywhere(distortionType: string, severity: number): ClipPlan['distortions'][number] {
  return { distortionType, severity, place: undefined, from: 0, to: 1 };
}
